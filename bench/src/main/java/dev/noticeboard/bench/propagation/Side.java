package dev.noticeboard.bench.propagation;

/** One of those compared: takes changes and carries them to receivers, which tell the {@link Arrivals}. For one thread. */
interface Side extends AutoCloseable {
    /**
     * Puts the value of a change and returns when it is taken.
     *
     * @param way to the receivers of which kind
     */
    void put(long change, Way way);

    /** Makes receivers until there are so many that are pushed to, all of them ready. */
    void grow(int receivers) throws InterruptedException;

    @Override
    void close();
}
