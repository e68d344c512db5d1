// Command gongkai reads annual reports on government information disclosure, publishes their figures in ClickHouse, and serves
// dashboards and an API over them.
//
//	main.go     the command line
//	config.go   where the data lives; how errors become exit statuses
//	serve.go    pages and API
//	load.go     reports and figures into the database
//	extract.go  one document to JSON, without a database
//	lint.go     the checks for an office before it publishes
//	calc.go     any figure recomputed from its inputs
//	release.go  what is published now, kept under a name
//	migrate.go  the schema
//	doctor.go   what is wrong with this installation
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"gongkai/sql/engine"
)

// version is set when the program is built.
var version = "unversioned"

type commands struct {
	Serve   serveCmd   `cmd:"" help:"Serve the dashboards and the API. | 启动网页与接口服务。"`
	Load    loadCmd    `cmd:"" help:"Read reports or figures and publish them. | 读取并发布年报或数据表。"`
	Extract extractCmd `cmd:"" help:"Read one document and print its facts as JSON. | 读取一份文件，输出 JSON。"`
	Lint    lintCmd    `cmd:"" help:"Check a report before it is published. | 发布前检查年报。"`
	Calc    calcCmd    `cmd:"" help:"Recompute figures from JSON lines on standard input. | 按输入重新计算统计量。"`
	Release releaseCmd `cmd:"" help:"Keep what is published now under a name for ever. | 固定当前数据为一个版本。"`
	Migrate migrateCmd `cmd:"" help:"Bring the schema up to date, or show its state. | 升级数据库结构。"`
	Doctor  doctorCmd  `cmd:"" help:"Say what is missing or wrong here. | 检查运行环境。"`
	Version versionCmd `cmd:"" help:"Print the version. | 显示版本。"`
}

type versionCmd struct{}

func (versionCmd) Run() error {
	fmt.Println("gongkai", version)
	return nil
}

func main() {
	engine.RunChild() // returns at once unless this process was started to be the engine
	os.Exit(run())
}

func run() int {
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, nil)))
	var cli commands
	parser, err := kong.New(&cli,
		kong.Name("gongkai"),
		kong.Description("政府信息公开年报：读取、核验、统计、展示。Annual reports on government information disclosure: read, checked, computed, shown."),
		kong.BindSingletonProvider(interruptible),
	)
	if err != nil {
		return fail(err)
	}
	command, err := parser.Parse(os.Args[1:])
	if err != nil {
		fmt.Fprintf(os.Stderr, "gongkai: %v (gongkai --help lists the commands)\n", err)
		return 2
	}
	err = command.Run()
	if err == nil {
		return 0
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "gongkai: interrupted; what was published stays published")
		return 130
	}
	return fail(err)
}

// interruptible gives the context that ends with SIGINT or SIGTERM. Only a command that asks for it gets to stop in order; the
// others end at once, as programs do, and so does every command on a second signal.
func interruptible() context.Context {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx
}
