/* Records what a process does to the files below one folder, in the order in which it happened.
 *
 * Loaded by LD_PRELOAD. POWER_CUT_ROOT names the folder, without symbolic links; POWER_CUT_TRACE the file that the
 * record goes to. `trace.rs` has the layout. Files whose names end in -shm are left out: they are memory that happens to
 * have a name, and SQLite makes them anew from the log.
 *
 * A call and its record are made under one lock, so that their orders agree. A sync is recorded twice, when it begins and
 * when it has returned, and the lock is free meanwhile: what others do during a sync is not covered by it.
 *
 * What would change a file unseen is recorded as a call that is not understood, and fails the test.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#undef fallocate
#undef fallocate64
#undef ftruncate
#undef ftruncate64
#undef mmap
#undef mmap64
#undef open
#undef open64
#undef posix_fallocate
#undef posix_fallocate64
#undef pwrite
#undef pwrite64
#undef pwritev
#undef pwritev64

enum { FILES_MAX = 4096, PATH_BYTES_MAX = 4096 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *root;
static size_t root_bytes;
static int trace = -1;
static uint64_t syncs;
static char *names[FILES_MAX];
static ssize_t (*real_write)(int, const void *, size_t);

/* The next definition of the function this is called in. */
#define REAL(type) ((type)dlsym(RTLD_NEXT, __func__))

static void give_up(const char *why) {
    dprintf(2, "recorder: %s\n", why);
    _exit(70);
}

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("POWER_CUT_TRACE");
    root = getenv("POWER_CUT_ROOT");
    if (!root || !path) give_up("POWER_CUT_ROOT and POWER_CUT_TRACE must be set");
    root_bytes = strlen(root);
    real_write = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    int (*real_open)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
    trace = real_open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (trace < 0) give_up("the trace cannot be made");
}

/* The part of a path below the root; nothing if it lies elsewhere or is not recorded. */
static const char *below(const char *path) {
    if (trace < 0 || strncmp(path, root, root_bytes) != 0) return NULL;
    if (path[root_bytes] != '/' && path[root_bytes] != 0) return NULL;
    size_t bytes = strlen(path);
    if (bytes >= 4 && strcmp(path + bytes - 4, "-shm") == 0) return NULL;
    return path[root_bytes] == '/' ? path + root_bytes + 1 : path + root_bytes;
}

static const char *name_of(int file) {
    return file >= 0 && file < FILES_MAX ? names[file] : NULL;
}

static void put(const void *bytes, size_t count) {
    const char *rest = bytes;
    while (count > 0) {
        ssize_t written = real_write(trace, rest, count);
        if (written < 0) give_up("the trace cannot be written");
        rest += written;
        count -= (size_t)written;
    }
}

/* Kind (1 byte), length of the name (2), a number (8), length of the data (8), name, data; least byte first. */
static void record(char kind, const char *name, uint64_t number, const void *data, uint64_t bytes) {
    unsigned char head[19];
    uint16_t name_bytes = (uint16_t)strlen(name);
    head[0] = (unsigned char)kind;
    memcpy(head + 1, &name_bytes, 2);
    memcpy(head + 3, &number, 8);
    memcpy(head + 11, &bytes, 8);
    put(head, sizeof head);
    put(name, name_bytes);
    put(data, bytes);
}

static void unknown(int file, const char *function) {
    const char *name = name_of(file);
    if (!name) return;
    int kept = errno;
    pthread_mutex_lock(&lock);
    record('?', name, 0, function, strlen(function));
    pthread_mutex_unlock(&lock);
    errno = kept;
}

/* Whether an open may make the file, and so needs its mode. */
static int makes(int flags) {
    return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE;
}

static int opened(int (*real)(const char *, int, ...), const char *path, int flags, mode_t mode) {
    const char *name = below(path);
    if (!name) return real(path, flags, mode);
    pthread_mutex_lock(&lock);
    int exists = access(path, F_OK) == 0;
    int file = real(path, flags, mode);
    int kept = errno;
    if (file >= FILES_MAX) give_up("too many files");
    if (file >= 0) {
        free(names[file]);
        names[file] = strdup(name);
        if (!exists) record('c', name, 0, NULL, 0);
        if (exists && (flags & O_TRUNC)) record('t', name, 0, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    errno = kept;
    return file;
}

#define OPENS(function)                                                                   \
    int function(const char *path, int flags, ...) {                                      \
        mode_t mode = 0;                                                                  \
        if (makes(flags)) {                                                               \
            va_list rest;                                                                 \
            va_start(rest, flags);                                                        \
            mode = va_arg(rest, mode_t);                                                  \
            va_end(rest);                                                                 \
        }                                                                                 \
        return opened(REAL(int (*)(const char *, int, ...)), path, flags, mode);          \
    }

OPENS(open)
OPENS(open64)

int close(int file) {
    if (name_of(file)) {
        pthread_mutex_lock(&lock);
        free(names[file]);
        names[file] = NULL;
        pthread_mutex_unlock(&lock);
    }
    return REAL(int (*)(int))(file);
}

ssize_t write(int file, const void *data, size_t count) {
    const char *name = name_of(file);
    if (!name) return real_write ? real_write(file, data, count) : REAL(ssize_t (*)(int, const void *, size_t))(file, data, count);
    pthread_mutex_lock(&lock);
    ssize_t written = real_write(file, data, count);
    int kept = errno;
    if (written > 0) {
        off_t end = lseek(file, 0, SEEK_CUR);
        record('w', name, (uint64_t)(end - written), data, (uint64_t)written);
    }
    pthread_mutex_unlock(&lock);
    errno = kept;
    return written;
}

#define WRITES(function, offset)                                                          \
    ssize_t function(int file, const void *data, size_t count, offset at) {               \
        ssize_t (*real)(int, const void *, size_t, offset) =                              \
            REAL(ssize_t (*)(int, const void *, size_t, offset));                         \
        const char *name = name_of(file);                                                 \
        if (!name) return real(file, data, count, at);                                    \
        pthread_mutex_lock(&lock);                                                        \
        ssize_t written = real(file, data, count, at);                                    \
        int kept = errno;                                                                 \
        if (written > 0) record('w', name, (uint64_t)at, data, (uint64_t)written);        \
        pthread_mutex_unlock(&lock);                                                      \
        errno = kept;                                                                     \
        return written;                                                                   \
    }

WRITES(pwrite, off_t)
WRITES(pwrite64, off64_t)

#define TRUNCATES(function, offset)                                                       \
    int function(int file, offset length) {                                               \
        int (*real)(int, offset) = REAL(int (*)(int, offset));                            \
        const char *name = name_of(file);                                                 \
        if (!name) return real(file, length);                                             \
        pthread_mutex_lock(&lock);                                                        \
        int result = real(file, length);                                                  \
        int kept = errno;                                                                 \
        if (result == 0) record('t', name, (uint64_t)length, NULL, 0);                    \
        pthread_mutex_unlock(&lock);                                                      \
        errno = kept;                                                                     \
        return result;                                                                    \
    }

TRUNCATES(ftruncate, off_t)
TRUNCATES(ftruncate64, off64_t)

static int synced(int (*real)(int), int file) {
    const char *name = name_of(file);
    if (!name) return real(file);
    pthread_mutex_lock(&lock);
    uint64_t number = ++syncs;
    record('s', name, number, NULL, 0);
    pthread_mutex_unlock(&lock);
    int result = real(file);
    int kept = errno;
    if (result == 0) {
        pthread_mutex_lock(&lock);
        record('e', name, number, NULL, 0);
        pthread_mutex_unlock(&lock);
    }
    errno = kept;
    return result;
}

int fsync(int file) {
    return synced(REAL(int (*)(int)), file);
}

int fdatasync(int file) {
    return synced(REAL(int (*)(int)), file);
}

int unlink(const char *path) {
    int (*real)(const char *) = REAL(int (*)(const char *));
    const char *name = below(path);
    if (!name) return real(path);
    pthread_mutex_lock(&lock);
    int result = real(path);
    int kept = errno;
    if (result == 0) record('u', name, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = kept;
    return result;
}

int rename(const char *from, const char *to) {
    int (*real)(const char *, const char *) = REAL(int (*)(const char *, const char *));
    const char *old = below(from), *new = below(to);
    if (!old && !new) return real(from, to);
    if (!old || !new) give_up("a file moves in or out of the recorded folder");
    pthread_mutex_lock(&lock);
    int result = real(from, to);
    int kept = errno;
    if (result == 0) record('r', old, 0, new, strlen(new));
    pthread_mutex_unlock(&lock);
    errno = kept;
    return result;
}

int mkdir(const char *path, mode_t mode) {
    int (*real)(const char *, mode_t) = REAL(int (*)(const char *, mode_t));
    const char *name = below(path);
    if (!name) return real(path, mode);
    pthread_mutex_lock(&lock);
    int result = real(path, mode);
    int kept = errno;
    if (result == 0) record('d', name, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = kept;
    return result;
}

#define MAPS(function, offset)                                                            \
    void *function(void *at, size_t length, int protection, int flags, int file, offset from) { \
        if ((flags & MAP_SHARED) && (protection & PROT_WRITE)) unknown(file, #function);  \
        return REAL(void *(*)(void *, size_t, int, int, int, offset))(at, length, protection, flags, file, from); \
    }

MAPS(mmap, off_t)
MAPS(mmap64, off64_t)

ssize_t writev(int file, const struct iovec *pieces, int count) {
    unknown(file, __func__);
    return REAL(ssize_t (*)(int, const struct iovec *, int))(file, pieces, count);
}

ssize_t pwritev(int file, const struct iovec *pieces, int count, off_t at) {
    unknown(file, __func__);
    return REAL(ssize_t (*)(int, const struct iovec *, int, off_t))(file, pieces, count, at);
}

ssize_t pwritev64(int file, const struct iovec *pieces, int count, off64_t at) {
    unknown(file, __func__);
    return REAL(ssize_t (*)(int, const struct iovec *, int, off64_t))(file, pieces, count, at);
}

int fallocate(int file, int mode, off_t at, off_t length) {
    unknown(file, __func__);
    return REAL(int (*)(int, int, off_t, off_t))(file, mode, at, length);
}

int fallocate64(int file, int mode, off64_t at, off64_t length) {
    unknown(file, __func__);
    return REAL(int (*)(int, int, off64_t, off64_t))(file, mode, at, length);
}

int posix_fallocate(int file, off_t at, off_t length) {
    unknown(file, __func__);
    return REAL(int (*)(int, off_t, off_t))(file, at, length);
}

int posix_fallocate64(int file, off64_t at, off64_t length) {
    unknown(file, __func__);
    return REAL(int (*)(int, off64_t, off64_t))(file, at, length);
}
