// The part of an exchange's time that its own loop caused.

#ifndef CLT_EXCHANGE_DELAYS_H
#define CLT_EXCHANGE_DELAYS_H

#include "clt_exchange.h"

/// A connection is about to be opened.
void clt_exchange_note_delay_of_connect(clt_exchange *exchange, int64_t now);

/// A request is about to be written.
///
/// `connecting_since` is the begin of its connection, 0 for a kept one.
void clt_exchange_note_delay_of_write(clt_exchange *exchange, int64_t now,
                                      int64_t connecting_since);

#endif
