#include "clt_cookie.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

// MARK: - Texts

typedef struct clt_text {
    const char *start;
    size_t length;
} clt_text;

static bool clt_is_blank(char byte) { return byte == ' ' || byte == '\t'; }

static clt_text clt_trim(clt_text text) {
    while (text.length > 0 && clt_is_blank(*text.start)) text.start++, text.length--;
    while (text.length > 0 && clt_is_blank(text.start[text.length - 1])) text.length--;
    return text;
}

static bool clt_is(clt_text text, const char *word) {
    return text.length == strlen(word) && strncasecmp(text.start, word, text.length) == 0;
}

/// The next part before a separator; moves `rest` behind it.
static clt_text clt_next_part(clt_text *rest, char separator) {
    const char *end = rest->length ? memchr(rest->start, separator, rest->length) : NULL;
    clt_text part = {rest->start, end ? (size_t)(end - rest->start) : rest->length};
    size_t taken = part.length + (end != NULL);
    *rest = (clt_text){rest->start + taken, rest->length - taken};
    return part;
}

// MARK: - Hosts and paths

static bool clt_is_address(const char *host) {
    unsigned char address[16];
    return inet_pton(AF_INET, host, address) == 1 || inet_pton(AF_INET6, host, address) == 1;
}

bool clt_cookie_is_secure(const char *host, bool is_encrypted) {
    return is_encrypted || strcasecmp(host, "localhost") == 0 || strcmp(host, "127.0.0.1") == 0 ||
           strcmp(host, "::1") == 0;
}

/// Whether a host is a domain, or lies in it (RFC 6265, 5.1.3).
static bool clt_is_in_domain(const char *host, clt_text domain) {
    size_t length = strlen(host);
    if (length < domain.length || domain.length == 0) return false;
    const char *tail = host + length - domain.length;
    if (strncasecmp(tail, domain.start, domain.length) != 0) return false;
    return tail == host || (tail[-1] == '.' && !clt_is_address(host));
}

static clt_text clt_path_of(const clt_cookie_place *place) {
    clt_text rest = {place->path, place->path_length};
    return clt_next_part(&rest, '?');
}

/// The path of a cookie that states none: that of the request up to its last slash (RFC 6265,
/// 5.1.4).
static clt_text clt_default_path(const clt_cookie_place *place) {
    clt_text path = clt_path_of(place);
    while (path.length > 1 && path.start[path.length - 1] != '/') path.length--;
    if (path.length > 1) path.length--;
    return path.length > 0 && path.start[0] == '/' ? path : (clt_text){"/", 1};
}

/// Whether a request's path is a cookie's, or lies below it.
static bool clt_is_below(clt_text path, clt_text cookie) {
    if (cookie.length <= 1) return true;
    if (path.length < cookie.length || memcmp(path.start, cookie.start, cookie.length) != 0)
        return false;
    return path.length == cookie.length || cookie.start[cookie.length - 1] == '/' ||
           path.start[cookie.length] == '/';
}

// MARK: - Storing

typedef struct clt_cookie {
    clt_text name, value, domain, path;
    bool has_domain, is_secure;
    long long expires;
    bool has_age;
    /// The place among the cookies of the store.
    size_t order;
} clt_cookie;

enum {
    /// The maximum bytes of a name with its value, as libcurl's.
    CLT_COOKIE_BYTES = 4096,
};

static void clt_take_age(clt_cookie *cookie, clt_text value) {
    char text[24] = {0};
    memcpy(text, value.start, value.length < sizeof text ? value.length : sizeof text - 1);
    long long age = strtoll(text, NULL, 10);
    time_t now = time(NULL);
    cookie->has_age = true;
    // One is the first instant that is not "none".
    cookie->expires = age <= 0 ? 1 : age > INT32_MAX ? (long long)now + INT32_MAX : now + age;
}

static void clt_take_expires(clt_cookie *cookie, clt_text value) {
    char text[80] = {0};
    memcpy(text, value.start, value.length < sizeof text ? value.length : sizeof text - 1);
    time_t date = curl_getdate(text, NULL);
    if (!cookie->has_age) cookie->expires = date < 0 ? 0 : date == 0 ? 1 : date;
}

static void clt_take_attribute(clt_cookie *cookie, clt_text name, clt_text value) {
    if (clt_is(name, "secure")) cookie->is_secure = true;
    if (clt_is(name, "max-age")) clt_take_age(cookie, value);
    if (clt_is(name, "expires")) clt_take_expires(cookie, value);
    if (clt_is(name, "path")) cookie->path = value;
    if (!clt_is(name, "domain") || value.length == 0) return;
    bool has_dot = value.start[0] == '.';
    cookie->domain = (clt_text){value.start + has_dot, value.length - has_dot};
    cookie->has_domain = true;
}

/// Whether a host may set cookies for a domain: it lies there, and the domain is no top-level one.
static bool clt_may_set(const char *host, clt_text domain) {
    const char *dot = domain.length ? memchr(domain.start, '.', domain.length) : NULL;
    bool has_labels = dot && dot + 1 < domain.start + domain.length;
    return (has_labels || clt_is(domain, "localhost") || clt_is_address(host)) &&
           clt_is_in_domain(host, domain);
}

/// Whether bytes can stand in a line of the store.
static bool clt_is_storable(clt_text text) {
    for (size_t index = 0; index < text.length; index++) {
        unsigned char byte = (unsigned char)text.start[index];
        if (byte < ' ' || byte == 0x7f) return false;
    }
    return true;
}

static bool clt_parse(clt_cookie *cookie, clt_text value, const clt_cookie_place *place) {
    clt_text pair = clt_next_part(&value, ';');
    if (pair.length == 0 || !memchr(pair.start, '=', pair.length)) return false;
    cookie->name = clt_trim(clt_next_part(&pair, '='));
    cookie->value = clt_trim(pair);
    while (value.length > 0) {
        clt_text attribute = clt_next_part(&value, ';');
        clt_text name = clt_trim(clt_next_part(&attribute, '='));
        clt_take_attribute(cookie, name, clt_trim(attribute));
    }
    if (cookie->path.length == 0 || cookie->path.start[0] != '/')
        cookie->path = clt_default_path(place);
    while (cookie->path.length > 1 && cookie->path.start[cookie->path.length - 1] == '/')
        cookie->path.length--;
    if (cookie->has_domain && !clt_may_set(place->host, cookie->domain)) return false;
    if (!cookie->has_domain) cookie->domain = (clt_text){place->host, strlen(place->host)};
    return cookie->name.length > 0 &&
           cookie->name.length + cookie->value.length <= CLT_COOKIE_BYTES &&
           (!cookie->is_secure || place->is_secure) &&
           clt_is_storable(cookie->name) && clt_is_storable(cookie->value) &&
           clt_is_storable(cookie->path) && clt_is_storable(cookie->domain);
}

bool clt_cookie_store(CURL *easy, const char *value, size_t length,
                      const clt_cookie_place *place) {
    clt_cookie cookie = {0};
    if (!clt_parse(&cookie, (clt_text){value, length}, place)) return false;
    bool reaches_below = cookie.has_domain && !clt_is_address(place->host);
    size_t room = length + strlen(place->host) + place->path_length + 80;
    char *line = malloc(room);
    if (!line) return false;
    snprintf(line, room, "%s%.*s\t%s\t%.*s\t%s\t%lld\t%.*s\t%.*s", reaches_below ? "." : "",
             (int)cookie.domain.length, cookie.domain.start, reaches_below ? "TRUE" : "FALSE",
             (int)cookie.path.length, cookie.path.start, cookie.is_secure ? "TRUE" : "FALSE",
             cookie.expires, (int)cookie.name.length, cookie.name.start,
             (int)cookie.value.length, cookie.value.start);
    bool is_stored = curl_easy_setopt(easy, CURLOPT_COOKIELIST, line) == CURLE_OK;
    free(line);
    return is_stored;
}

// MARK: - Sending

/// Reads a line of libcurl's store: domain, whether it reaches below, path, secure, expiry, name,
/// value.
static bool clt_read_line(clt_cookie *cookie, const char *text) {
    static const char only[] = "#HttpOnly_";
    if (strncmp(text, only, sizeof only - 1) == 0) text += sizeof only - 1;
    clt_text rest = {text, strlen(text)};
    cookie->domain = clt_next_part(&rest, '\t');
    cookie->has_domain = clt_is(clt_next_part(&rest, '\t'), "TRUE");
    cookie->path = clt_next_part(&rest, '\t');
    cookie->is_secure = clt_is(clt_next_part(&rest, '\t'), "TRUE");
    cookie->expires = strtoll(clt_next_part(&rest, '\t').start, NULL, 10);
    cookie->name = clt_next_part(&rest, '\t');
    cookie->value = rest;
    return cookie->name.length > 0;
}

static bool clt_goes_with(const clt_cookie *cookie, const clt_cookie_place *place, time_t now) {
    clt_text domain = cookie->domain;
    if (domain.length > 0 && domain.start[0] == '.') domain.start++, domain.length--;
    bool is_here = cookie->has_domain ? clt_is_in_domain(place->host, domain)
                                      : clt_is(domain, place->host);
    return is_here && (!cookie->is_secure || place->is_secure) &&
           (cookie->expires == 0 || cookie->expires > now) &&
           clt_is_below(clt_path_of(place), cookie->path);
}

/// Longer paths come first, then as libcurl has it longer domains and names, then older cookies
/// (RFC 6265, 5.4).
static int clt_compare(const void *first, const void *second) {
    const clt_cookie *one = first, *other = second;
    if (one->path.length != other->path.length)
        return one->path.length < other->path.length ? 1 : -1;
    if (one->domain.length != other->domain.length)
        return one->domain.length < other->domain.length ? 1 : -1;
    if (one->name.length != other->name.length)
        return one->name.length < other->name.length ? 1 : -1;
    return (one->order > other->order) - (one->order < other->order);
}

static bool clt_append(clt_buffer *buffer, clt_text text) {
    return clt_buffer_append(buffer, text.start, text.length);
}

static bool clt_append_cookies(clt_buffer *buffer, clt_cookie *cookies, size_t count) {
    qsort(cookies, count, sizeof *cookies, clt_compare);
    bool is_appended = clt_buffer_append(buffer, "Cookie: ", 8);
    for (size_t index = 0; index < count && is_appended; index++)
        is_appended = (index == 0 || clt_buffer_append(buffer, "; ", 2)) &&
                      clt_append(buffer, cookies[index].name) &&
                      clt_buffer_append(buffer, "=", 1) &&
                      clt_append(buffer, cookies[index].value);
    return is_appended && clt_buffer_append(buffer, "\r\n", 2);
}

bool clt_cookie_append_line(clt_buffer *buffer, CURL *easy, const clt_cookie_place *place,
                            time_t now) {
    struct curl_slist *lines = NULL;
    if (curl_easy_getinfo(easy, CURLINFO_COOKIELIST, &lines) != CURLE_OK) return false;
    size_t count = 0, found = 0;
    for (struct curl_slist *line = lines; line; line = line->next) count++;
    clt_cookie *cookies = calloc(count + 1, sizeof *cookies);
    bool is_appended = cookies != NULL;
    for (struct curl_slist *line = lines; line && cookies; line = line->next) {
        cookies[found].order = found;
        if (clt_read_line(&cookies[found], line->data) &&
            clt_goes_with(&cookies[found], place, now))
            found++;
    }
    if (found > 0) is_appended = clt_append_cookies(buffer, cookies, found);
    free(cookies);
    curl_slist_free_all(lines);
    return is_appended;
}
