// A slow, lossy or broken network between the load and its server.

#ifndef CLOADTESTINGRELAY_H
#define CLOADTESTINGRELAY_H

#include "clt_relay.h"

#endif
