#include "clt_upload.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "clt_curl.h"

struct clt_upload {
    CURL *easy;
    struct curl_slist *fields;
    const char *method;
    clt_buffer *answer;
    size_t max_answer;
};

/// The thread's signals before a broken pipe was blocked.
typedef struct {
    sigset_t before;
    bool was_pending;
} clt_upload_signals;

/// Blocks the signal of a broken pipe, which TLS raises where the peer is gone: it would end the
/// process.
static clt_upload_signals clt_upload_block(void) {
    clt_upload_signals signals;
    sigset_t broken, pending;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken, &signals.before);
    sigpending(&pending);
    signals.was_pending = sigismember(&pending, SIGPIPE);
    return signals;
}

/// Takes away the signal that a request has raised, and lets later ones through again.
static void clt_upload_unblock(clt_upload_signals signals) {
    sigset_t broken, pending;
    int number;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    sigpending(&pending);
    if (!signals.was_pending && sigismember(&pending, SIGPIPE)) sigwait(&broken, &number);
    pthread_sigmask(SIG_SETMASK, &signals.before, NULL);
}

static size_t clt_upload_take(char *bytes, size_t size, size_t count, void *context) {
    clt_upload *upload = context;
    clt_buffer_append_within(upload->answer, bytes, size * count, upload->max_answer);
    return size * count;
}

/// Adds a header field; false without memory.
static bool clt_upload_add(clt_upload *upload, const char *field) {
    struct curl_slist *longer = curl_slist_append(upload->fields, field);
    if (longer == NULL) return false;
    upload->fields = longer;
    return true;
}

/// The fields of each request; none that asks for leave to send the body.
static bool clt_upload_set_fields(clt_upload *upload, const char *type, const char *field) {
    static const char name[] = "Content-Type: ";
    size_t capacity = sizeof name + strlen(type);
    char *text = malloc(capacity);
    if (text == NULL) return false;
    strcpy(text, name);
    strcat(text, type);
    bool is_set = clt_upload_add(upload, text) && clt_upload_add(upload, "Expect:") &&
                  (field == NULL || clt_upload_add(upload, field)) &&
                  clt_easy_set_headers(upload->easy, upload->fields);
    free(text);
    return is_set;
}

clt_upload *clt_upload_create(
    const char *url, const char *method, const char *user_agent, const char *content_type,
    const char *field) {
    clt_upload *upload = calloc(1, sizeof *upload);
    if (upload == NULL) return NULL;
    upload->method = strcmp(method, "PUT") == 0 ? "PUT" : NULL;
    upload->easy = curl_easy_init();
    CURL *easy = upload->easy;
    if (easy && clt_easy_set_safe_defaults(easy) && clt_easy_set_url_text(easy, url) &&
        clt_easy_set_user_agent(easy, user_agent) &&
        clt_upload_set_fields(upload, content_type, field) &&
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, clt_upload_take) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, upload) == CURLE_OK)
        return upload;
    clt_upload_free(upload);
    return NULL;
}

int clt_upload_send(
    clt_upload *upload, const void *bytes, size_t count, long milliseconds, size_t max_answer,
    clt_buffer *answer, int *error) {
    upload->answer = answer;
    upload->max_answer = max_answer;
    answer->count = 0;
    *error = 0;
    CURL *easy = upload->easy;
    if (!clt_easy_set_timeout(easy, milliseconds) ||
        !clt_easy_set_body(easy, upload->method, bytes, (curl_off_t)count))
        return -CURLE_OUT_OF_MEMORY;
    clt_upload_signals signals = clt_upload_block();
    CURLcode code = curl_easy_perform(easy);
    clt_upload_unblock(signals);
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    if (code == CURLE_COULDNT_CONNECT) *error = (int)clt_easy_connect_error(easy);
    return code == CURLE_OK ? (int)status : -(int)code;
}

const char *clt_upload_text(int failure) { return curl_easy_strerror((CURLcode)-failure); }

void clt_upload_free(clt_upload *upload) {
    clt_upload_signals signals = clt_upload_block();
    curl_easy_cleanup(upload->easy);
    clt_upload_unblock(signals);
    curl_slist_free_all(upload->fields);
    free(upload);
}
