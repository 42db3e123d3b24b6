package dev.noticeboard.functions.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.name.Namespace;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What leases promise. */
@DisplayName("Leases contract (design.md section 3)")
public abstract class LeasesContract {
    private static final Namespace NS = new Namespace("/billing/prod");
    private static final Mailbox MAILBOX = new Mailbox("http://q/1", "arn:q", "arn:t", "arn:s");

    private Leases leases;

    /** No leases. */
    protected abstract Leases newLeases();

    @BeforeEach
    void make() {
        leases = newLeases();
    }

    private static Lease lease(Namespace namespace, String agent, long version) {
        return new Lease(
                namespace,
                agent,
                version,
                "arn:who",
                Map.of("ring", "canary"),
                "queue",
                version == 1 ? null : MAILBOX,
                version == 1 ? null : "AROAHOST",
                Instant.parse("2026-11-22T10:00:00.123Z"));
    }

    @Test
    void lease_whenSaved_isFoundAsItWas() {
        assertEquals(Optional.empty(), leases.find(NS, "a"));
        assertTrue(leases.save(lease(NS, "a", 1)));
        assertEquals(Optional.of(lease(NS, "a", 1)), leases.find(NS, "a"));
        assertTrue(leases.save(lease(NS, "a", 2)));
        assertEquals(Optional.of(lease(NS, "a", 2)), leases.find(NS, "a"));
    }

    @Test
    void save_whenTheVersionBeforeIsNotTheNewest_isRefused() {
        assertFalse(leases.save(lease(NS, "a", 2)));
        assertTrue(leases.save(lease(NS, "a", 1)));
        assertFalse(leases.save(lease(NS, "a", 1)));
        assertFalse(leases.save(lease(NS, "a", 3)));
    }

    @Test
    void remove_whenNotTheNewest_isRefused() {
        assertFalse(leases.remove(lease(NS, "a", 1)));
        leases.save(lease(NS, "a", 1));
        leases.save(lease(NS, "a", 2));
        assertFalse(leases.remove(lease(NS, "a", 1)));
        assertTrue(leases.remove(lease(NS, "a", 2)));
        assertEquals(Optional.empty(), leases.find(NS, "a"));
    }

    @Test
    void each_whenThereAreSeveralNamespaces_seesAll() {
        Set<Lease> all = Set.of(
                lease(NS, "a", 1),
                lease(NS, "b", 1),
                lease(new Namespace("/"), "a", 1),
                lease(new Namespace("/x"), "a", 1));
        all.forEach(leases::save);
        Set<Lease> seen = new HashSet<>();
        leases.each(seen::add);
        assertEquals(all, seen);
    }

    @Test
    void page_whenThereAreMany_answersThemInOrderAfterTheLast() {
        for (String agent : List.of("c", "a", "d", "b")) {
            leases.save(lease(NS, agent, 1));
        }
        leases.save(lease(new Namespace("/x"), "b", 1));
        assertEquals(List.of("a", "b"), ids(leases.page(NS, null, 2)));
        assertEquals(List.of("c", "d"), ids(leases.page(NS, "b", 3)));
        assertEquals(List.of(), ids(leases.page(NS, "d", 3)));
    }

    private static List<String> ids(List<Lease> page) {
        return page.stream().map(Lease::agentId).toList();
    }

    @Test
    void each_whenOneNamespaceIsNamed_seesOnlyItsOwn() {
        Lease mine = lease(NS, "a", 1);
        leases.save(mine);
        leases.save(lease(new Namespace("/x"), "a", 1));
        Set<Lease> seen = new HashSet<>();
        leases.each(NS, seen::add);
        assertEquals(Set.of(mine), seen);
    }
}
