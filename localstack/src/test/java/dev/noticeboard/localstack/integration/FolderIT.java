package dev.noticeboard.localstack.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.localstack.LocalBoard;
import dev.noticeboard.localstack.testing.Await;
import dev.noticeboard.localstack.testing.EmbeddedOnly;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.client.SigV4ApiClient;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded default in a folder: what was committed is there when the folder is opened again. */
@EmbeddedOnly("it opens a folder twice")
class FolderIT {
    private static final ParameterName NAME = new ParameterName("/folder/it/a");

    @Test
    void board_whenItsFolderIsOpenedAgain_goesOnWhereItStopped(@TempDir Path folder) {
        try (LocalBoard board = LocalBoard.start(LocalBoard.Options.in(folder))) {
            assertEquals(1, put(board, "1").revision());
        }
        try (LocalBoard board = LocalBoard.start(LocalBoard.Options.in(folder));
                ParameterAgent agent = ParameterAgent.start(
                        board.agent(new Namespace("/folder/it")).agentId("host").build())) {
            assertEquals("1", agent.get(NAME.text()).orElseThrow());
            Await.until("it is registered", () -> agent.status().registered());
            assertEquals(2, put(board, "2").revision(), "revisions and versions go on");
            Await.until("push works", () -> agent.status().revision() == 2);
        }
    }

    private static CommitAnswer put(LocalBoard board, String value) {
        return TestBoard.accepted(new BoardApi(SigV4ApiClient.of(board.endpoint()))
                .put(NAME, PutRequest.of(value, null, null, null, null)));
    }
}
