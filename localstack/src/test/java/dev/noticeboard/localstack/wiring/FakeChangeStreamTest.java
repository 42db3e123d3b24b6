package dev.noticeboard.localstack.wiring;

class FakeChangeStreamTest extends ChangeStreamContract {
    private final FakeChangeStream stream = new FakeChangeStream();

    @Override
    ChangeStream stream() {
        return stream;
    }

    @Override
    void insert(String pk) {
        stream.add("INSERT", pk);
    }
}
