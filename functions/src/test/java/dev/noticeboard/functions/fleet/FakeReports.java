package dev.noticeboard.functions.fleet;

import dev.noticeboard.schemas.name.Namespace;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The last reports in memory. */
public class FakeReports implements Reports {
    private final Map<Namespace, NavigableMap<String, KeptReport>> reports =
            new TreeMap<>((a, b) -> a.text().compareTo(b.text()));

    private synchronized NavigableMap<String, KeptReport> of(Namespace namespace) {
        return reports.computeIfAbsent(namespace, n -> new TreeMap<>());
    }

    @Override
    public synchronized Keeping keep(KeptReport report) {
        Map<String, KeptReport> all = of(report.report().namespace());
        KeptReport before = all.get(report.report().agentId());
        if (before != null && before.sentAt() >= report.sentAt()) {
            return Keeping.REFUSED;
        }
        all.put(report.report().agentId(), report);
        return new Keeping(true, before);
    }

    @Override
    public synchronized Optional<KeptReport> find(Namespace namespace, String agentId) {
        return Optional.ofNullable(of(namespace).get(agentId));
    }

    @Override
    public synchronized List<KeptReport> between(Namespace namespace, String first, String last) {
        return List.copyOf(of(namespace).subMap(first, true, last, true).values());
    }

    @Override
    public void each(Namespace namespace, Collection<String> agentIds, Consumer<KeptReport> visitor) {
        agentIds.forEach(id -> find(namespace, id).ifPresent(visitor));
    }

    @Override
    public void each(Namespace namespace, Consumer<KeptReport> visitor) {
        List<KeptReport> all;
        synchronized (this) {
            all = List.copyOf(of(namespace).values());
        }
        all.forEach(visitor);
    }
}
