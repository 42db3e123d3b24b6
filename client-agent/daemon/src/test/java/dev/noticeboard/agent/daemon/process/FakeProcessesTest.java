package dev.noticeboard.agent.daemon.process;

/** The fake keeps the contract. */
class FakeProcessesTest extends ProcessesContract {
    @Override
    Processes processes() {
        return new FakeProcesses();
    }
}
