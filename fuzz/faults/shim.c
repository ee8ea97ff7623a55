/* Count the system calls on files below a folder, and have one of them fail, or the process die.

   Loaded with LD_PRELOAD; `fault_arm` is called in the process that is to fail. Every call is
   written to a log as it begins: its number, its name, whether it writes, and the path. */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { ONCE, FROM_THEN_ON, KILL, HALF };
enum { READS = 1, WRITES = 2, CLEANS = 4 };
#define MOST 65536

static char folder[PATH_MAX];
static size_t length;
static int armed, failing_at, failing_with, how, which, counted, writing_log;
static char watched[MOST];

/* from: the number of the call; error: its errno; mode: as above; kinds: those that fail later */
void fault_arm(const char *root, int at, int error, int mode, int kinds, int log)
{
    length = strlen(root);
    memcpy(folder, root, length + 1);
    failing_at = at, failing_with = error, how = mode, which = kinds, writing_log = log;
    counted = 0;
    armed = 1;
}

static int below(int at, const char *path)
{
    char whole[PATH_MAX];
    if (!path)
        return 0;
    if (path[0] == '/')
        return !strncmp(path, folder, length) && (path[length] == '/' || !path[length]);
    if (at != AT_FDCWD)
        return at >= 0 && at < MOST && watched[at];
    return getcwd(whole, sizeof whole) && below(AT_FDCWD, whole);
}

/* Whether this call fails; with `half` set it is to do half of its work. */
static int fails(const char *name, int kind, const char *path, int *half)
{
    char line[PATH_MAX + 64];
    int number = counted++, now = number == failing_at, written;
    if (how == FROM_THEN_ON)
        now = number >= failing_at && (kind & which) && failing_at >= 0;
    written = snprintf(line, sizeof line, "%d %s %d %d %s\n", number, name, kind, now, path);
    syscall(SYS_write, writing_log, line, written < (int)sizeof line ? written : (int)sizeof line);
    if (!now)
        return 0;
    if (how == KILL)
        syscall(SYS_kill, getpid(), SIGKILL);
    if (how == HALF && half) {
        *half = 1;
        how = FROM_THEN_ON, which = WRITES, failing_at = number + 1;
        return 0;
    }
    errno = failing_with;
    return 1;
}

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) \
        real = dlsym(RTLD_NEXT, name);
#define FAIL(name, kind, path) \
    if (fails(name, kind, path, NULL)) \
        return -1
#define ON(number) (armed && (number) >= 0 && (number) < MOST && watched[number])

static const char *shown(int number)
{
    static char path[PATH_MAX];
    char link[64];
    ssize_t size;
    snprintf(link, sizeof link, "/proc/self/fd/%d", number);
    size = syscall(SYS_readlink, link, path, sizeof path - 1);
    path[size < 0 ? 0 : size] = 0;
    return path;
}

static int kind_of(int flags)
{
    return flags & (O_CREAT | O_TRUNC | O_WRONLY | O_RDWR) ? WRITES : READS;
}

static int opened(int number)
{
    if (number >= 0 && number < MOST)
        watched[number] = 1;
    return number;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        va_list more; \
        mode_t mode; \
        REAL(int, #name, const char *, int, ...) \
        va_start(more, flags); \
        mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more); \
        if (!armed || !below(AT_FDCWD, path)) \
            return real(path, flags, mode); \
        FAIL("open", kind_of(flags), path); \
        return opened(real(path, flags, mode)); \
    }
#define OPENAT(name) \
    int name(int at, const char *path, int flags, ...) \
    { \
        va_list more; \
        mode_t mode; \
        REAL(int, #name, int, const char *, int, ...) \
        va_start(more, flags); \
        mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more); \
        if (!armed || !below(at, path)) \
            return real(at, path, flags, mode); \
        FAIL("open", kind_of(flags), path); \
        return opened(real(at, path, flags, mode)); \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

DIR *opendir(const char *path)
{
    REAL(DIR *, "opendir", const char *)
    if (armed && below(AT_FDCWD, path) && fails("opendir", READS, path, NULL))
        return NULL;
    return real(path);
}

int close(int number)
{
    int failed = 0, result;
    REAL(int, "close", int)
    if (ON(number)) {
        failed = fails("close", CLEANS, shown(number), NULL);
        watched[number] = 0;
    }
    result = real(number);
    if (failed)
        errno = failing_with;
    return failed ? -1 : result;
}

#define MOVES(name, shown_as, kind, buffer, further, ...) \
    ssize_t name(int number, buffer data, size_t size further) \
    { \
        int half = 0; \
        REAL(ssize_t, #name, int, buffer, size_t further) \
        if (ON(number) && fails(shown_as, kind, shown(number), &half)) \
            return -1; \
        return real(number, data, half ? (size + 1) / 2 : size __VA_ARGS__); \
    }
#define COMMA ,
MOVES(read, "read", READS, void *, )
MOVES(write, "write", WRITES, const void *, )
MOVES(pread, "read", READS, void *, COMMA off_t offset, , offset)
MOVES(pread64, "read", READS, void *, COMMA off_t offset, , offset)
MOVES(pwrite, "write", WRITES, const void *, COMMA off_t offset, , offset)
MOVES(pwrite64, "write", WRITES, const void *, COMMA off_t offset, , offset)

#define BY_NUMBER(name, shown_as, kind, declared, passed) \
    int name declared \
    { \
        REAL(int, #name, ARGUMENTS declared) \
        if (ON(number)) \
            FAIL(shown_as, kind, shown(number)); \
        return real passed; \
    }
#define ARGUMENTS(...) __VA_ARGS__
BY_NUMBER(fsync, "fsync", WRITES, (int number), (number))
BY_NUMBER(fdatasync, "fsync", WRITES, (int number), (number))
BY_NUMBER(ftruncate, "truncate", WRITES, (int number, off_t size), (number, size))
BY_NUMBER(ftruncate64, "truncate", WRITES, (int number, off_t size), (number, size))
BY_NUMBER(fchmod, "chmod", WRITES, (int number, mode_t mode), (number, mode))
BY_NUMBER(fchown, "chown", WRITES, (int number, uid_t user, gid_t group), (number, user, group))
BY_NUMBER(flock, "lock", READS, (int number, int mode), (number, mode))
BY_NUMBER(fstat, "stat", READS, (int number, struct stat *status), (number, status))
BY_NUMBER(fstat64, "stat", READS, (int number, struct stat64 *status), (number, status))

int fcntl64(int number, int command, ...)
{
    va_list more;
    void *argument;
    REAL(int, "fcntl64", int, int, ...)
    va_start(more, command);
    argument = va_arg(more, void *);
    va_end(more);
    if (ON(number) && (command == F_SETLK || command == F_SETLKW || command == F_GETLK))
        FAIL("record-lock", READS, shown(number));
    return real(number, command, argument);
}

#define BY_PATH(name, shown_as, kind, at, path, declared, passed) \
    int name declared \
    { \
        REAL(int, #name, ARGUMENTS declared) \
        if (armed && below(at, path)) \
            FAIL(shown_as, kind, path); \
        return real passed; \
    }
BY_PATH(rename, "rename", WRITES, AT_FDCWD, new, (const char *old, const char *new), (old, new))
BY_PATH(renameat, "rename", WRITES, to, new,
        (int from, const char *old, int to, const char *new), (from, old, to, new))
BY_PATH(link, "link", WRITES, AT_FDCWD, new, (const char *old, const char *new), (old, new))
BY_PATH(symlink, "link", WRITES, AT_FDCWD, new, (const char *old, const char *new), (old, new))
BY_PATH(unlink, "unlink", CLEANS, AT_FDCWD, path, (const char *path), (path))
BY_PATH(unlinkat, "unlink", CLEANS, at, path, (int at, const char *path, int flags),
        (at, path, flags))
BY_PATH(rmdir, "rmdir", CLEANS, AT_FDCWD, path, (const char *path), (path))
BY_PATH(mkdir, "mkdir", WRITES, AT_FDCWD, path, (const char *path, mode_t mode), (path, mode))
BY_PATH(mkdirat, "mkdir", WRITES, at, path, (int at, const char *path, mode_t mode),
        (at, path, mode))
BY_PATH(chmod, "chmod", WRITES, AT_FDCWD, path, (const char *path, mode_t mode), (path, mode))
BY_PATH(utimensat, "utime", WRITES, at, path,
        (int at, const char *path, const struct timespec times[2], int flags),
        (at, path, times, flags))
BY_PATH(access, "access", READS, AT_FDCWD, path, (const char *path, int mode), (path, mode))
BY_PATH(faccessat, "access", READS, at, path, (int at, const char *path, int mode, int flags),
        (at, path, mode, flags))
BY_PATH(stat, "stat", READS, AT_FDCWD, path, (const char *path, struct stat *status),
        (path, status))
BY_PATH(stat64, "stat", READS, AT_FDCWD, path, (const char *path, struct stat64 *status),
        (path, status))
BY_PATH(lstat, "stat", READS, AT_FDCWD, path, (const char *path, struct stat *status),
        (path, status))
BY_PATH(lstat64, "stat", READS, AT_FDCWD, path, (const char *path, struct stat64 *status),
        (path, status))
BY_PATH(fstatat, "stat", READS, at, path,
        (int at, const char *path, struct stat *status, int flags), (at, path, status, flags))
BY_PATH(fstatat64, "stat", READS, at, path,
        (int at, const char *path, struct stat64 *status, int flags), (at, path, status, flags))

ssize_t readlink(const char *path, char *buffer, size_t size)
{
    REAL(ssize_t, "readlink", const char *, char *, size_t)
    if (armed && below(AT_FDCWD, path))
        FAIL("readlink", READS, path);
    return real(path, buffer, size);
}
