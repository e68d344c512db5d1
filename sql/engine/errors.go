package engine

import "errors"

// What Start can fail with. Each is wrapped with the place it happened at and followed by the fix; test with errors.Is.
var (
	// ErrNotFound says that neither libchdb nor a clickhouse binary was found.
	ErrNotFound = errors.New("no ClickHouse engine found")
	// ErrFolderInUse says that another process holds the data folder.
	ErrFolderInUse = errors.New("data folder is in use")
	// ErrForeignFolder says that the folder holds files that gongkai did not make.
	ErrForeignFolder = errors.New("folder belongs to another program")
	// ErrFolderFormat says that the folder was written by another format version of gongkai.
	ErrFolderFormat = errors.New("data folder has another format")
	// ErrFolderNotWritable says that files cannot be made in the folder.
	ErrFolderNotWritable = errors.New("data folder cannot be written")
	// ErrDiskFull says that the disk of the folder has too little room to start.
	ErrDiskFull = errors.New("disk is full")
	// ErrPortTaken says that a port asked for by number is used by another program.
	ErrPortTaken = errors.New("port is taken")
	// ErrNoStart says that the engine ended or stayed silent while starting; its last log lines follow.
	ErrNoStart = errors.New("ClickHouse engine did not start")
	// ErrMemoryLimit says that Options.MemoryLimit is below what the engine needs to live.
	ErrMemoryLimit = errors.New("memory limit is too small")
)
