// The receiver of a direct reply's parts: they go to the record of its exchange, which is the
// context.

#ifndef CLT_DIRECT_REPLY_H
#define CLT_DIRECT_REPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Takes a line of a head or trailer; false when the exchange must end.
bool clt_direct_take_line(void *_Nonnull context, const char *_Nonnull line, size_t length);

/// Takes bytes of the body; false when the exchange must end.
bool clt_direct_take_body(void *_Nonnull context, const uint8_t *_Nonnull bytes, size_t count);

#endif
