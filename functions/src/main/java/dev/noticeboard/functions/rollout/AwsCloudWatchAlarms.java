package dev.noticeboard.functions.rollout;

import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.runtime.Faults;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Asks CloudWatch, in one call, for metric and composite alarms of the board's own account and region. Thread-safe. */
public final class AwsCloudWatchAlarms implements Alarms {
    private static final Logger LOG = LoggerFactory.getLogger(AwsCloudWatchAlarms.class);

    private final CloudWatchClient client;

    /** Asks over this client. */
    public AwsCloudWatchAlarms(CloudWatchClient client) {
        this.client = client;
    }

    @Override
    public Map<String, State> states(Collection<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        DescribeAlarmsResponse answer;
        try {
            answer = client.describeAlarms(r -> r.alarmNames(List.copyOf(names))
                    // Left out, CloudWatch tells of metric alarms only.
                    .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM));
        } catch (SdkException e) {
            LogEvent.ALARMS_UNAVAILABLE
                    .in(LOG.atWarn())
                    .log("CloudWatch cannot be asked for {} alarms: {}", names.size(), Faults.describe(e));
            return Alarms.unknown(names);
        }
        Map<String, State> states = new HashMap<>();
        names.forEach(name -> states.put(name, State.MISSING));
        answer.metricAlarms().forEach(alarm -> states.replace(alarm.alarmName(), state(alarm.stateValue())));
        answer.compositeAlarms().forEach(alarm -> states.replace(alarm.alarmName(), state(alarm.stateValue())));
        return states;
    }

    private static State state(StateValue value) {
        return switch (value) {
            case OK -> State.OK;
            case ALARM -> State.ALARM;
            case INSUFFICIENT_DATA -> State.INSUFFICIENT_DATA;
            case UNKNOWN_TO_SDK_VERSION -> State.UNKNOWN;
        };
    }
}
