import LoadTestingMacrosFree

extension LabelSnapshot {
    /// The same requests without the generator's own delay: late answers as soon as they could be
    /// seen, and time-outs that it may have caused left out.
    var relieved: LabelSnapshot {
        var relieved = self
        relieved.okResponse = responseCharges.relieving(okResponse)
        if okService.count > 0 { relieved.okService = serviceCharges.relieving(okService) }
        if okExchange.count > 0 { relieved.okExchange = exchangeCharges.relieving(okExchange) }
        relieved.failedResponse = failedResponse.subtracting(unseenTimeouts)
        return relieved
    }

    /// The maximum factor by which the users could have done more without the generator's delay; 1
    /// for none.
    var relief: Double {
        let all = okService.sumNanoseconds + serviceStartDelay
        let own = min(responseCharges.sumNanoseconds, all)
        return all > 0 ? all / max(all - own, all / 1_000) : 1
    }

    /// The part of the response times that the generator caused before the start.
    private var serviceStartDelay: Double {
        max(0, responseCharges.sumNanoseconds - serviceCharges.sumNanoseconds)
    }
}

extension RunSnapshot {
    /// The maximum factor by which the users could have done more without the generator's delay;
    /// `nil` without requests.
    var relief: Double? { total()?.relief }

    /// The time that the generator itself added to a percentile of the response times of all judged
    /// requests; `nil` where there is none.
    package func ownDelay(_ percent: Double) -> Duration? {
        ownDelay(in: Metric(.percentile(percent)))
    }

    /// The time that the generator itself added to a latency; `nil` where it has no value.
    func ownDelay(in metric: Metric) -> Duration? {
        let worst = MeasuredPart.Worst.largest
        guard case .duration(let measured) = try? part(of: metric, worst: worst).value(of: metric),
            case .duration(let relieved) = try? part(of: metric, worst: worst, isRelieved: true)
                .value(of: metric)
        else { return nil }
        return max(.zero, measured - relieved)
    }
}
