package dev.noticeboard.agent.receive;

class InMemoryQueueTest extends NoticeSourceContract {
    private final InMemoryQueue queue = new InMemoryQueue();

    @Override
    protected NoticeSource source() {
        return queue;
    }

    @Override
    protected void send(String body) {
        queue.send(body);
    }

    @Override
    protected void removeQueue() {
        queue.remove();
    }
}
