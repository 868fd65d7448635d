#include "clt_share.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static CURLSH *clt_share_make(bool keeps_cookies, bool has_addresses) {
    CURLSH *raw = curl_share_init();
    if (!raw) return NULL;
    // TLS sessions, too: from 8.12 on a multi handle would give them to other users.
    if (curl_share_setopt(raw, CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT) == CURLSHE_OK &&
        curl_share_setopt(raw, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION) == CURLSHE_OK &&
        (!has_addresses ||
         curl_share_setopt(raw, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS) == CURLSHE_OK) &&
        (!keeps_cookies ||
         curl_share_setopt(raw, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE) == CURLSHE_OK))
        return raw;
    curl_share_cleanup(raw);
    return NULL;
}

clt_share *clt_share_create(clt_poller *poller, bool keeps_cookies, bool has_addresses) {
    clt_share *share = calloc(1, sizeof *share);
    if (!share) return NULL;
    share->poller = poller;
    share->keeps_cookies = keeps_cookies;
    share->handles = 1;
    share->label = -1;
    share->taken = -1;
    share->has_addresses = has_addresses;
    return share;
}

bool clt_share_prepare(clt_share *share) {
    if (!share->raw) share->raw = clt_share_make(share->keeps_cookies, share->has_addresses);
    return share->raw;
}

void clt_share_relax(clt_share *share) {
    if (share->raw && curl_share_cleanup(share->raw) == CURLSHE_OK) share->raw = NULL;
}

/// Frees the record when neither a handle nor a connection refers to it any more.
static void clt_share_free_when_unused(clt_share *share) {
    if (share->handles > 0 || share->raw || share->open_count > 0) return;
    free(share->open);
    free(share);
}

void clt_share_release(clt_share *share) {
    if (--share->handles > 0) return;
    clt_share_relax(share);
    clt_share_free_when_unused(share);
}

bool clt_share_add(clt_share *share, int descriptor) {
    if (share->open_count == share->open_capacity) {
        int32_t capacity = share->open_capacity ? share->open_capacity * 2 : 2;
        int *grown = realloc(share->open, (size_t)capacity * sizeof *grown);
        if (!grown) return false;
        share->open = grown;
        share->open_capacity = capacity;
    }
    if (!clt_poller_adopt(share->poller, descriptor, share)) return false;
    share->is_choosing = false;
    share->open[share->open_count++] = descriptor;
    return true;
}

/// Counts an idle connection that libcurl itself has found dead.
static void clt_note_idle_close(clt_share *share, int descriptor) {
    bool is_given_up = clt_poller_owner(share->poller, descriptor) == NULL;
    if (!share->is_choosing || is_given_up || clt_poller_wants(share->poller, descriptor)) return;
    char unread;
    ssize_t count = recv(descriptor, &unread, 1, MSG_PEEK | MSG_DONTWAIT);
    share->idle_closed += count >= 0;
    share->strays += count > 0;
}

int clt_share_close(clt_share *share, int descriptor) {
    if (descriptor == share->taken) return 0;
    share->end = clt_connection_end_of(descriptor);
    clt_note_idle_close(share, descriptor);
    return clt_share_discard(share, descriptor);
}

int clt_share_discard(clt_share *share, int descriptor) {
    clt_poller_forget(share->poller, descriptor);
    for (int32_t index = 0; index < share->open_count; index++)
        if (share->open[index] == descriptor) {
            share->open[index] = share->open[--share->open_count];
            break;
        }
    clt_share_free_when_unused(share);
    return close(descriptor);
}

void clt_share_end_idle(clt_share *share) {
    for (int32_t index = 0; index < share->open_count; index++) {
        int descriptor = share->open[index];
        if (clt_poller_wants(share->poller, descriptor)) continue;
        clt_poller_forget(share->poller, descriptor);
        clt_exchange_end_idle(descriptor);
    }
}

/// Nothing to read, and the peer has not hung up.
static bool clt_is_idle(int descriptor) {
    char unread;
    ssize_t count = recv(descriptor, &unread, 1, MSG_PEEK | MSG_DONTWAIT);
    return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
}

static int clt_local_port(int descriptor) {
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    if (getsockname(descriptor, (struct sockaddr *)&address, &length) != 0) return -1;
    if (address.ss_family == AF_INET6)
        return ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
    return ntohs(((struct sockaddr_in *)&address)->sin_port);
}

void clt_share_abandon(clt_share *share, int descriptor) {
    clt_poller_forget(share->poller, descriptor);
    share->strays += clt_exchange_end_idle(descriptor);
    share->idle_closed++;
}

bool clt_share_abandon_broken(clt_share *share, int local_port) {
    bool has_port = false;
    for (int32_t index = 0; index < share->open_count; index++) {
        int descriptor = share->open[index];
        // libcurl may keep an abandoned one as long as it has another: counted once.
        bool is_given_up = clt_poller_owner(share->poller, descriptor) == NULL;
        if (clt_poller_wants(share->poller, descriptor)) continue;
        if (!is_given_up && clt_is_idle(descriptor)) continue;
        has_port |= clt_local_port(descriptor) == local_port;
        if (!is_given_up) clt_share_abandon(share, descriptor);
    }
    return has_port;
}

bool clt_exchange_end_idle(int descriptor) {
    char unread[4096];
    bool has_bytes = false;
    // The maximum bytes that a socket may hold; a peer that keeps sending must not block the loop.
    for (int reads = 0; reads < 2048; reads++) {
        if (recv(descriptor, unread, sizeof unread, MSG_DONTWAIT) <= 0) break;
        has_bytes = true;
    }
    shutdown(descriptor, SHUT_RDWR);
    return has_bytes;
}
