// The process and its system: clocks, limits, signals, sockets, and the processes of others.

#ifndef CLOADTESTINGSYSTEM_H
#define CLOADTESTINGSYSTEM_H

#include "clt_address.h"
#include "clt_clock.h"
#include "clt_event_queue.h"
#include "clt_fork.h"
#include "clt_interrupt.h"
#include "clt_limits.h"
#include "clt_loopback.h"
#include "clt_null_target.h"
#include "clt_process_end.h"
#include "clt_process_table.h"
#include "clt_process_use.h"
#include "clt_sender.h"
#include "clt_sockets.h"
#include "clt_spawn.h"
#include "clt_threads.h"
#include "clt_write.h"

#endif
