package dev.noticeboard.functions.publish;

import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.functions.observe.Measures;
import dev.noticeboard.schemas.name.Namespace;

/** Topics whose notices are counted. Thread-safe. */
public final class MeasuredTopics implements Topics {
    private final Topics topics;
    private final Measures measures;

    /** Counts what these topics take. */
    public MeasuredTopics(Topics topics, Measures measures) {
        this.topics = topics;
        this.measures = measures;
    }

    @Override
    public void publish(Namespace namespace, String message) {
        topics.publish(namespace, message);
        measures.count(Measure.NOTICES);
    }
}
