// Dates in headers of HTTP.

#ifndef CLT_DATE_H
#define CLT_DATE_H

#include <curl/curl.h>
#include <stdbool.h>
#include <time.h>

/// Whether a date of HTTP or a cookie, in one of the formats that browsers accept, has passed.
static inline bool clt_is_past(const char *_Nonnull date) {
    time_t instant = curl_getdate(date, NULL);
    return instant != -1 && instant <= time(NULL);
}

#endif
