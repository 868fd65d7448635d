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
#include <stdint.h>
#include <time.h>

// MARK: - Once per process

/// Initialises libcurl. Must be called before any thread uses it; repeated calls are counted.
static inline bool clt_global_initialise(void) {
    return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

/// libcurl's version, such as 0x075801 for 7.88.1.
static inline unsigned clt_curl_version_number(void) {
    return curl_version_info(CURLVERSION_NOW)->version_num;
}

/// The version of libcurl as text, such as 7.88.1.
static inline const char *_Nonnull clt_curl_version(void) {
    return curl_version_info(CURLVERSION_NOW)->version;
}

// MARK: - Once per easy handle

/// libcurl's own limit of redirects, above that of the record: it counts rounds of a digest, too.
#define CLT_LIBCURL_REDIRECTS 40L

/// The safe defaults: no signals, HTTP(S) only, no redirects, no proxies from the environment, no
/// HTTP/0.9, certificates verified, no endless waits.
static inline bool clt_easy_set_safe_defaults(CURL *_Nonnull easy) {
    return curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_MAXREDIRS, CLT_LIBCURL_REDIRECTS) == CURLE_OK &&
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

/// The maximum time until a connection is open, TLS included.
static inline bool clt_easy_set_connect_timeout(CURL *_Nonnull easy, long milliseconds) {
    return curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds) == CURLE_OK;
}

/// Whether a TLS session is kept, and resumed by a later connection to the same server.
static inline bool clt_easy_set_sessions(CURL *_Nonnull easy, bool are_kept) {
    return curl_easy_setopt(easy, CURLOPT_SSL_SESSIONID_CACHE, are_kept ? 1L : 0L) == CURLE_OK;
}

// MARK: - Per step

/// A URL parsed once; it must outlive its use by the handle. The text of the previous one is
/// removed: libcurl would keep reporting it as the requested URL.
static inline bool clt_easy_set_url(CURL *_Nonnull easy, CURLU *_Nonnull url) {
    return curl_easy_setopt(easy, CURLOPT_URL, NULL) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_CURLU, url) == CURLE_OK;
}

/// A URL as text, which libcurl copies; its path is sent as it stands there.
static inline bool clt_easy_set_url_text(CURL *_Nonnull easy, const char *_Nonnull url) {
    return curl_easy_setopt(easy, CURLOPT_CURLU, NULL) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_URL, url) == CURLE_OK;
}

/// Header fields; the list must outlive its use by the handle.
static inline bool clt_easy_set_headers(CURL *_Nonnull easy, struct curl_slist *_Nullable list) {
    return curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list) == CURLE_OK;
}

/// The maximum time of the whole exchange.
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

// MARK: - Per step, where a step asks for it

/// Whether redirects are followed; the record's callback limits their number. `keeps_method` sends
/// a body again after 301 and 302, as all methods but POST ask for (RFC 9110, 15.4).
static inline bool clt_easy_set_redirects(CURL *_Nonnull easy, bool follows, bool keeps_method) {
    long kept = keeps_method ? CURL_REDIR_POST_301 | CURL_REDIR_POST_302 : 0L;
    return curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, follows ? 1L : 0L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_POSTREDIR, kept) == CURLE_OK;
}

/// Basic authorization, or Digest; libcurl copies name and password.
static inline bool clt_easy_set_authorization(CURL *_Nonnull easy, bool is_digest,
                                              const char *_Nonnull user,
                                              const char *_Nonnull password) {
    unsigned long scheme = is_digest ? CURLAUTH_DIGEST : CURLAUTH_BASIC;
    return curl_easy_setopt(easy, CURLOPT_HTTPAUTH, (long)scheme) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_USERNAME, user) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PASSWORD, password) == CURLE_OK;
}

/// No name and password.
static inline bool clt_easy_clear_authorization(CURL *_Nonnull easy) {
    return curl_easy_setopt(easy, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_USERNAME, NULL) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PASSWORD, NULL) == CURLE_OK;
}

/// A connection for this exchange alone.
static inline bool clt_easy_set_alone(CURL *_Nonnull easy, bool is_alone) {
    return curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, is_alone ? 1L : 0L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, is_alone ? 1L : 0L) == CURLE_OK;
}

/// Whether libcurl passes sent and received bytes to the record's callback.
static inline bool clt_easy_set_verbose(CURL *_Nonnull easy, bool is_verbose) {
    return curl_easy_setopt(easy, CURLOPT_VERBOSE, is_verbose ? 1L : 0L) == CURLE_OK;
}

/// Whether libcurl passes the received bytes of a body to the record.
static inline bool clt_easy_set_counted(CURL *_Nonnull easy, bool is_counted) {
    return curl_easy_setopt(easy, CURLOPT_NOPROGRESS, is_counted ? 0L : 1L) == CURLE_OK;
}

/// Forgets all cookies.
static inline bool clt_easy_clear_cookies(CURL *_Nonnull easy) {
    return curl_easy_setopt(easy, CURLOPT_COOKIELIST, "ALL") == CURLE_OK;
}

// MARK: - After an exchange

/// Bytes of all heads that were sent for a transfer; bodies only in part.
static inline int64_t clt_easy_request_bytes(CURL *_Nonnull easy) {
    long bytes = 0;
    curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &bytes);
    return bytes;
}

/// The last requested URL, valid until the next request; NULL before the first one.
static inline const char *_Nullable clt_easy_effective_url(CURL *_Nonnull easy) {
    char *url = NULL;
    curl_easy_getinfo(easy, CURLINFO_EFFECTIVE_URL, &url);
    return url;
}

/// The target of the last reply's redirect, valid until the next request; NULL for no redirect, or
/// one that was followed.
static inline const char *_Nullable clt_easy_redirect_url(CURL *_Nonnull easy) {
    char *url = NULL;
    curl_easy_getinfo(easy, CURLINFO_REDIRECT_URL, &url);
    return url;
}

/// The last method sent, which a redirect may have changed.
static inline const char *_Nullable clt_easy_effective_method(CURL *_Nonnull easy) {
    char *method = NULL;
    curl_easy_getinfo(easy, CURLINFO_EFFECTIVE_METHOD, &method);
    return method;
}

/// errno of a connect that failed, 0 otherwise.
static inline long clt_easy_connect_error(CURL *_Nonnull easy) {
    long error = 0;
    curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &error);
    return error;
}

// MARK: - Multi handles

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
