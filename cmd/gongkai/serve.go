package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"gongkai/analytics"
	"gongkai/dashboard"
)

// Time limits of the HTTP server: a slow client holds no worker for ever, a running answer is finished before the stop.
const (
	readTimeout = 15 * time.Second
	idleTimeout = 2 * time.Minute
	stopTimeout = 15 * time.Second
)

type serveCmd struct {
	storage
	Listen string `help:"Address to listen on. | 监听地址。" default:"127.0.0.1:8080" env:"GONGKAI_LISTEN" placeholder:"HOST:PORT"`
}

// Run serves until the context ends, then finishes the answers under way and stops the engine.
func (c serveCmd) Run(ctx context.Context) (err error) {
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("listen on %s: %w (is another gongkai running there? choose another address with --listen)", c.Listen, err)
	}
	defer listener.Close()
	db, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close(context.WithoutCancel(ctx))) }()
	store, err := analytics.NewStore(db.Reader)
	if err != nil {
		return err
	}
	if err := store.Reload(ctx); err != nil {
		return err
	}
	handler, err := dashboard.New(dashboard.Options{Reader: store, Version: version, Logger: slog.Default()})
	if err != nil {
		return err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: readTimeout, ReadTimeout: readTimeout, IdleTimeout: idleTimeout}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	fmt.Printf("gongkai %s: http://%s\n", version, listener.Addr())
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	return server.Shutdown(stopping)
}
