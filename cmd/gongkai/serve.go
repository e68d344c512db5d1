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

// Limits of the HTTP server. A slow client holds no worker for ever; a bulk download over a slow line has its time. A running answer is given stopTimeout to finish before the
// stop: with the five seconds of the engine it must stay below the ten that a container is given. An address of three thousand places
// takes 20 kB.
const (
	readTimeout  = 15 * time.Second
	writeTimeout = 10 * time.Minute
	idleTimeout  = 2 * time.Minute
	stopTimeout  = 4 * time.Second
	maxHeader    = 64 << 10
)

type serveCmd struct {
	storage
	Listen  string `help:"Address to listen on. | 监听地址。" default:"127.0.0.1:8080" env:"GONGKAI_LISTEN" placeholder:"HOST:PORT"`
	MaskKey string `help:"Secret that seals the places of masked pages (anonymize=1) in their addresses; random at every start when empty. | 隐去地区名称时用于密封地区代号的密钥；为空则每次启动随机生成。" env:"GONGKAI_MASK_KEY" placeholder:"SECRET"`
}

// Run serves until the context ends, then finishes the answers under way, cuts those that take long, and stops the engine.
func (c serveCmd) Run(ctx context.Context) (err error) {
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("%w; name a free address with --listen, such as 127.0.0.1:8081", err)
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
	handler, err := dashboard.New(dashboard.Options{Reader: store, Version: version, Logger: slog.Default(), MaskKey: c.MaskKey})
	if err != nil {
		return err
	}
	answering, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: readTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
		MaxHeaderBytes: maxHeader,
		BaseContext:    func(net.Listener) context.Context { return answering },
	}
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
	if err := server.Shutdown(stopping); err != nil {
		slog.Warn("some answers were not finished and are cut", "after", stopTimeout)
		cut() // ends their queries in the engine
		return server.Close()
	}
	return nil
}
