package dev.noticeboard.localstack.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the profile external-endpoint takes, and that it never falls back. */
class CloudTargetTest {
    @Test
    void asked_whenNothingIsSaid_fallsBackUnlessTheProfileForbidsIt() {
        assertEquals(Optional.empty(), CloudTarget.asked(null, false));
        assertEquals(Optional.empty(), CloudTarget.asked(" ", false));
        for (String nothing : new String[] {null, "", " "}) {
            var e = assertThrows(IllegalArgumentException.class, () -> CloudTarget.asked(nothing, true));
            assertTrue(String.valueOf(e.getMessage()).contains("AWS_ENDPOINT_URL"), e.toString());
        }
    }

    @Test
    void asked_whenAnEndpointOrAnAccountIsNamed_takesIt() {
        assertEquals(
                Optional.of(new CloudTarget(URI.create("http://127.0.0.1:4566/"), null)),
                CloudTarget.asked("http://127.0.0.1:4566", true));
        assertEquals(Optional.of(new CloudTarget(null, "123456789012")), CloudTarget.asked("aws:123456789012", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:4566", "ftp://x", "http://", "http://x/path", "aws:12", "aws:", "account"})
    void asked_whenItIsNeither_saysWhatToGive(String value) {
        var e = assertThrows(IllegalArgumentException.class, () -> CloudTarget.asked(value, false));
        assertTrue(String.valueOf(e.getMessage()).contains("\"" + value + "\""), e.toString());
    }

    @Test
    void endpoint_whenNothingListensThere_failsRatherThanSkips() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var e = assertThrows(
                IllegalStateException.class, () -> TestCloud.at(URI.create("http://127.0.0.1:" + port + "/")));
        assertTrue(String.valueOf(e.getMessage()).contains("nothing answers"), e.toString());
    }
}
