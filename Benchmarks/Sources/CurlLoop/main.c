// The least that a load over libcurl's multi interface costs: no plan, no times, no histogram.
//
//   CurlLoop URL USERS SECONDS [fresh]
//
// Keeps each of USERS transfers under way for SECONDS, on a new connection for each with `fresh`,
// and prints the number of answers. It does the same for libcurl as the engine: a connection cache
// for each user, sockets that stay registered with epoll, a URL that is parsed once.

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

enum { MAX_MULTIS = 16, EVENTS = 1024, DESCRIPTORS = 1 << 20 };

/// The maximum wait for the first answer, in nanoseconds.
static const int64_t MAX_START = 60000000000;

typedef struct {
    CURLM *raw;
    int64_t deadline;
} multi;

typedef struct {
    bool registered, wanted, writes;
    uint8_t multi;
} watch;

static int poller;
static multi multis[MAX_MULTIS];
static int multi_count;
static watch watches[DESCRIPTORS];
static bool is_over;
static long answers, errors;

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void register_events(int descriptor, watch *watch, bool writes) {
    if (watch->registered && watch->writes == writes) return;
    struct epoll_event event = {.events = EPOLLIN | (writes ? EPOLLOUT : 0),
                                .data.fd = descriptor};
    epoll_ctl(poller, watch->registered ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, descriptor, &event);
    watch->registered = true;
    watch->writes = writes;
}

static int on_socket(CURL *easy, curl_socket_t descriptor, int what, void *context, void *unused) {
    (void)easy, (void)unused;
    watch *watch = &watches[descriptor];
    watch->wanted = what != CURL_POLL_REMOVE;
    watch->multi = (uint8_t)((multi *)context - multis);
    if (watch->wanted) register_events(descriptor, watch, what & CURL_POLL_OUT);
    return 0;
}

static int on_timer(CURLM *raw, long milliseconds, void *context) {
    (void)raw;
    multi *multi = context;
    multi->deadline = milliseconds < 0    ? INT64_MAX
                      : milliseconds == 0 ? 0
                                          : now() + milliseconds * 1000000LL;
    return 0;
}

static int on_close(void *context, curl_socket_t descriptor) {
    (void)context;
    watches[descriptor] = (watch){0};
    return close(descriptor);
}

static size_t on_body(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes, (void)context;
    return size * count;
}

static void add_user(int number, CURLU *url, bool is_fresh) {
    CURL *easy = curl_easy_init();
    CURLSH *share = curl_share_init();
    curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT);
    curl_easy_setopt(easy, CURLOPT_SHARE, share);
    curl_easy_setopt(easy, CURLOPT_CURLU, url);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 1L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    // As many bytes as the engine writes: libcurl prints a request character by character.
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "LoadTesting/0.1.0 (benchmark)");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    // Each connection would read the system's certificates.
    curl_easy_setopt(easy, CURLOPT_CAINFO, NULL);
    curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, (long)is_fresh);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, on_close);
    curl_multi_add_handle(multis[number % multi_count].raw, easy);
}

static void take_answers(CURLM *raw) {
    int left;
    for (CURLMsg *message; (message = curl_multi_info_read(raw, &left));) {
        CURL *easy = message->easy_handle;
        *(message->data.result == CURLE_OK ? &answers : &errors) += 1;
        curl_multi_remove_handle(raw, easy);
        if (!is_over) curl_multi_add_handle(raw, easy);
    }
}

static void act(multi *multi, int descriptor, int events) {
    int running;
    curl_multi_socket_action(multi->raw, descriptor, events, &running);
    take_answers(multi->raw);
}

static void act_on(const struct epoll_event *event) {
    int descriptor = event->data.fd;
    watch *watch = &watches[descriptor];
    if (!watch->wanted) {
        epoll_ctl(poller, EPOLL_CTL_DEL, descriptor, NULL);
        watch->registered = false;
        return;
    }
    act(&multis[watch->multi], descriptor,
        (event->events & EPOLLIN ? CURL_CSELECT_IN : 0) |
            (event->events & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
            (event->events & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_ERR : 0));
}

/// Lasts so long from the first answer on: thousands of connections take their time.
static void load(int64_t duration) {
    static struct epoll_event events[EVENTS];
    int64_t end = now() + MAX_START;
    bool has_begun = false;
    for (int64_t time = now(); time < end; time = now()) {
        if (!has_begun && answers + errors > 0) {
            has_begun = true;
            end = time + duration;
        }
        int64_t next = end;
        for (int index = 0; index < multi_count; index++) {
            if (multis[index].deadline <= time) {
                multis[index].deadline = INT64_MAX;
                act(&multis[index], CURL_SOCKET_TIMEOUT, 0);
            }
            if (multis[index].deadline < next) next = multis[index].deadline;
        }
        int64_t wait = next <= time ? 0 : (next - time + 999999) / 1000000;
        int count = epoll_wait(poller, events, EVENTS, (int)wait);
        for (int index = 0; index < count; index++) act_on(&events[index]);
    }
    is_over = true;
}

int main(int count, char **arguments) {
    if (count < 4) {
        fprintf(stderr, "usage: CurlLoop URL USERS SECONDS [fresh]\n");
        return 2;
    }
    int users = atoi(arguments[2]);
    bool is_fresh = count > 4 && strcmp(arguments[4], "fresh") == 0;
    curl_global_init(CURL_GLOBAL_ALL);
    poller = epoll_create1(EPOLL_CLOEXEC);
    CURLU *url = curl_url();
    if (curl_url_set(url, CURLUPART_URL, arguments[1], 0) != CURLUE_OK) return 2;
    multi_count = users / 1024 < 1 ? 1 : users / 1024 > MAX_MULTIS ? MAX_MULTIS : users / 1024;
    for (int index = 0; index < multi_count; index++) {
        multis[index] = (multi){.raw = curl_multi_init(), .deadline = INT64_MAX};
        curl_multi_setopt(multis[index].raw, CURLMOPT_SOCKETFUNCTION, on_socket);
        curl_multi_setopt(multis[index].raw, CURLMOPT_SOCKETDATA, &multis[index]);
        curl_multi_setopt(multis[index].raw, CURLMOPT_TIMERFUNCTION, on_timer);
        curl_multi_setopt(multis[index].raw, CURLMOPT_TIMERDATA, &multis[index]);
    }
    for (int user = 0; user < users; user++) add_user(user, url, is_fresh);
    load((int64_t)(atof(arguments[3]) * 1e9));
    printf("requests=%ld errors=%ld\n", answers, errors);
    return 0;
}
