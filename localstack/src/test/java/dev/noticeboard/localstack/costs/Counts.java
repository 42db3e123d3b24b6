package dev.noticeboard.localstack.costs;

/**
 * What the parts of the service use for one event each, as counted on the embedded services: DynamoDB in request units, SQS, SNS, and calls of functions
 * and API. What AWS does by itself (deliveries of SNS, polls of Lambda's mappings) is the model's.
 *
 * @param put one put of one parameter, from the API's request to its answer
 * @param publish one change out of the stream to its topic
 * @param delivery one inline notice to one host, received and removed from its queue
 * @param report one report to its queue
 * @param intake one report from its queue into the table
 * @param poll one poll that finds nothing new
 * @param snapshot one first snapshot of {@link #PARAMETERS} parameters
 * @param registration the first lease of a host
 * @param renewal one renewal of a lease
 * @param sweep a run of the sweeper over {@link #HOSTS} hosts, with nothing to do
 * @param policies a run of the policies with nothing to do
 * @param conductor a run of the conductor with nothing to do
 */
record Counts(
        Usage put,
        Usage publish,
        Usage delivery,
        Usage report,
        Usage intake,
        Usage poll,
        Usage snapshot,
        Usage registration,
        Usage renewal,
        Usage sweep,
        Usage policies,
        Usage conductor) {
    /** Parameters of the counted namespace. */
    static final int PARAMETERS = 50;
    /** Bytes of each value. */
    static final int VALUE_BYTES = 100;
    /** Hosts with a lease and a report while the sweeper runs. */
    static final int HOSTS = 20;
}
