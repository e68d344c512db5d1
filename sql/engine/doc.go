// Package engine runs ClickHouse for gongkai on the machine at hand, without a server to install.
//
// ClickHouse runs as a child process: gongkai starts its own binary once more, and that copy loads libchdb (which npm
// installs) and becomes a ClickHouse that listens on loopback only, with passwords generated for each start. Where libchdb is
// absent, a clickhouse binary found on PATH is run with the same arguments. The rest of the program talks to it as to any
// server, so what is true of the embedded engine is true of an external one.
//
// Files by what they do:
//
//	engine.go      Start, Stop and what a caller sees of a running engine
//	child.go       RunChild: the copy of our binary that becomes ClickHouse
//	supervisor.go  starts the child, waits for it, starts it again when it dies
//	terminal_*.go  the terminal without which the child would end at the first broken connection
//	orphan_*.go    makes the child end when its parent ends, however the parent ends
//	folder.go      the data folder: whose it is, who uses it, whether it can be written
//	locate.go      where libchdb or a clickhouse binary is looked for
//	config.go      the configuration files (config.xml.tmpl, users.xml.tmpl) that the child is started with
//	http.go        the few questions the engine package itself asks the child, over HTTP
//	errors.go      what can go wrong, each with its fix
//	*.sql          the statements the engine package runs
package engine
