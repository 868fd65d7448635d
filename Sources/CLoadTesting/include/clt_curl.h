// One typed wrapper per libcurl option in use.
//
// Provided because curl_easy_setopt takes variable arguments, which Swift can't call, and because
// the type of each option's argument (long, curl_off_t, pointer) is checked by no compiler: one
// wrapper per option states it once. The handles are plain `void` in libcurl's headers; Swift gives
// each a type of its own.

#ifndef CLT_CURL_H
#define CLT_CURL_H

#include <curl/curl.h>
#include <stdbool.h>

// MARK: - Once per process

/// Initialises libcurl. Must be called before any thread uses it; repeated calls are counted.
static inline bool clt_global_initialise(void) {
    return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

/// libcurl's version, such as 0x075801 for 7.88.1.
static inline unsigned clt_curl_version_number(void) {
    return curl_version_info(CURLVERSION_NOW)->version_num;
}

// MARK: - Once per easy handle

/// The options that keep people and figures safe: no signals, HTTP(S) only, no redirects, no
/// proxies from the environment, no HTTP/0.9, certificates verified, no waits without end.
static inline bool clt_easy_set_safe_defaults(CURL *_Nonnull easy) {
    return curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_MAXREDIRS, 5L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_UNRESTRICTED_AUTH, 0L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PROXY, "") == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) ==
               CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_TCP_NODELAY, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, -1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, 86400L) == CURLE_OK;
}

/// Addresses known beforehand, `host:port:address`; the list must outlive the handle.
static inline bool clt_easy_set_resolved(CURL *_Nonnull easy, struct curl_slist *_Nullable list) {
    return curl_easy_setopt(easy, CURLOPT_RESOLVE, list) == CURLE_OK;
}

/// The `User-Agent` field; libcurl copies the text.
static inline bool clt_easy_set_user_agent(CURL *_Nonnull easy, const char *_Nonnull text) {
    return curl_easy_setopt(easy, CURLOPT_USERAGENT, text) == CURLE_OK;
}

/// The longest time until a connection is open, TLS included.
static inline bool clt_easy_set_connect_timeout(CURL *_Nonnull easy, long milliseconds) {
    return curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds) == CURLE_OK;
}

// MARK: - Per step

/// A URL parsed once; it must outlive its use by the handle.
static inline bool clt_easy_set_url(CURL *_Nonnull easy, CURLU *_Nonnull url) {
    return curl_easy_setopt(easy, CURLOPT_CURLU, url) == CURLE_OK;
}

/// Header fields; the list must outlive its use by the handle.
static inline bool clt_easy_set_headers(CURL *_Nonnull easy, struct curl_slist *_Nullable list) {
    return curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list) == CURLE_OK;
}

/// The longest time of the whole exchange.
static inline bool clt_easy_set_timeout(CURL *_Nonnull easy, long milliseconds) {
    return curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, milliseconds) == CURLE_OK;
}

/// A request without a body. `method` overrides the word GET; NULL leaves it.
static inline bool clt_easy_set_bodyless(CURL *_Nonnull easy, const char *_Nullable method) {
    return curl_easy_setopt(easy, CURLOPT_NOBODY, 0L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, method) == CURLE_OK;
}

/// A HEAD request: no body in either direction.
static inline bool clt_easy_set_head(CURL *_Nonnull easy) {
    return curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, NULL) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_NOBODY, 1L) == CURLE_OK;
}

/// A request with a body, which must outlive its use by the handle. `method` overrides the word
/// POST; NULL leaves it.
static inline bool clt_easy_set_body(CURL *_Nonnull easy, const char *_Nullable method,
                                     const void *_Nonnull bytes, curl_off_t count) {
    return curl_easy_setopt(easy, CURLOPT_NOBODY, 0L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_POST, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, count) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_POSTFIELDS, (void *)bytes) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, method) == CURLE_OK;
}

// MARK: - After an exchange

/// errno of a connect that failed, 0 otherwise.
static inline long clt_easy_connect_error(CURL *_Nonnull easy) {
    long error = 0;
    curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &error);
    return error;
}

// MARK: - Shares and multi handles

/// A connection cache for one user, so that a completed request walks one connection instead of
/// those of all users.
static inline CURLSH *_Nullable clt_share_create(void) {
    CURLSH *share = curl_share_init();
    if (!share) return NULL;
    if (curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT) == CURLSHE_OK)
        return share;
    curl_share_cleanup(share);
    return NULL;
}

/// The next completed handle and its result, or NULL.
static inline CURL *_Nullable clt_multi_next_done(CURLM *_Nonnull multi,
                                                  CURLcode *_Nonnull result) {
    int left;
    CURLMsg *message = curl_multi_info_read(multi, &left);
    if (!message || message->msg != CURLMSG_DONE) return NULL;
    *result = message->data.result;
    return message->easy_handle;
}

/// Tells libcurl of an event on a socket.
static inline void clt_multi_act(CURLM *_Nonnull multi, curl_socket_t descriptor, bool readable,
                                 bool writable, bool failed) {
    int running;
    int mask = (readable ? CURL_CSELECT_IN : 0) | (writable ? CURL_CSELECT_OUT : 0) |
               (failed ? CURL_CSELECT_ERR : 0);
    curl_multi_socket_action(multi, descriptor, mask, &running);
}

/// Tells libcurl that its deadline has passed, or that handles were added.
static inline void clt_multi_act_on_time(CURLM *_Nonnull multi) {
    int running;
    curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running);
}

#endif
