package dev.noticeboard.localstack.integration;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main path over what the environment offers. */
@ExtendWith(TestCloudParameter.class)
class MainPathIT extends MainPathContract {
    @BeforeAll
    void start(TestCloud cloud) {
        board = new TestBoard(cloud);
    }
}
