package dev.noticeboard.localstack.integration;

import dev.noticeboard.functions.contract.Exchange;
import dev.noticeboard.functions.operations.Client;
import dev.noticeboard.functions.operations.EpochOperations;
import dev.noticeboard.functions.operations.HistoryOperations;
import dev.noticeboard.functions.operations.ParameterOperations;
import dev.noticeboard.functions.operations.SchemaOperations;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every operation through the HTTP front, over what the environment offers. */
@DisplayName("Operations through the HTTP front")
@ExtendWith(TestCloudParameter.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsIT {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private TestBoard board;

    @BeforeAll
    void start(TestCloud cloud) {
        board = new TestBoard(cloud);
    }

    @AfterAll
    void stop() {
        board.close();
    }

    private Exchange.Answer send(Exchange.Request request) {
        String query = request.query().entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
        URI uri = URI.create(board.board().endpoint() + request.path() + (query.isEmpty() ? "" : "?" + query));
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri)
                .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()));
        request.headers().forEach(builder::header);
        try {
            HttpResponse<String> answer =
                    http.send(builder.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            Map<String, String> headers = new HashMap<>();
            answer.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
            return new Exchange.Answer(answer.statusCode(), headers, answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Client client() {
        return new Client(this::send);
    }

    @Nested
    class Parameters extends ParameterOperations {
        @Override
        protected Client newClient() {
            return client();
        }
    }

    @Nested
    class History extends HistoryOperations {
        @Override
        protected Client newClient() {
            return client();
        }
    }

    @Nested
    class Schemas extends SchemaOperations {
        @Override
        protected Client newClient() {
            return client();
        }
    }

    @Nested
    class Epochs extends EpochOperations {
        @Override
        protected Client newClient() {
            return client();
        }
    }
}
