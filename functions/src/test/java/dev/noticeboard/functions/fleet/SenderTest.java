package dev.noticeboard.functions.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** Design, section 6: a report's sender must match the lease, the role part alone where sessions change. */
class SenderTest {
    @Test
    void sender_whenOfARolesSession_isTheRole() {
        assertEquals("AROAEXAMPLEID", Sender.of("AROAEXAMPLEID:i-0123456789abcdef0"));
        assertEquals("AROAEXAMPLEID", Sender.of("AROAEXAMPLEID"));
    }

    @Test
    void sender_whenAnyOther_countsWhole() {
        assertEquals("AIDAEXAMPLEID", Sender.of("AIDAEXAMPLEID"));
        assertEquals("123456789012:federated", Sender.of("123456789012:federated"));
        assertNull(Sender.of(null));
        assertNull(Sender.of(""));
    }
}
