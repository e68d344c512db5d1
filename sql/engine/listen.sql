-- What the child process runs: open both ports, then stay until the query is killed (Stop) or the process ends.
SYSTEM START LISTEN TCP;
SYSTEM START LISTEN HTTP;
SELECT sleep(31536000) SETTINGS function_sleep_max_microseconds_per_block = 0 FORMAT Null;
