// The body of a reply as it arrives.

#ifndef CLT_EXCHANGE_BODY_H
#define CLT_EXCHANGE_BODY_H

#include "clt_exchange.h"

/// Forgets the encodings of the previous reply.
void clt_forget_codings(clt_exchange *exchange);

/// libcurl's callback for received bytes of a body.
size_t clt_on_body(char *bytes, size_t size, size_t count, void *context);

#endif
