package dev.noticeboard.localstack.costs;

/**
 * What AWS charges for, with its list price in US dollars in us-east-1 as known in {@value #KNOWN}, beyond any free tier and before any discount. Prices
 * change: look them up before you rely on them.
 */
public enum Charge {
    /** On demand, standard table class: up to 4 KB read consistently, twice that eventually. */
    READ_UNIT("DynamoDB read request unit, on demand", 0.125e-6, "aws.amazon.com/dynamodb/pricing/on-demand"),
    /** On demand, standard table class: up to 1 KB written; twice that in a transaction. Reading the stream is free to Lambda's mapping. */
    WRITE_UNIT("DynamoDB write request unit, on demand", 0.625e-6, "aws.amazon.com/dynamodb/pricing/on-demand"),
    LAMBDA_REQUEST("Lambda request", 0.20e-6, "aws.amazon.com/lambda/pricing"),
    LAMBDA_GB_SECOND("Lambda GB-second, arm64, first tier", 0.0000133334, "aws.amazon.com/lambda/pricing"),
    API_REQUEST("API Gateway request, REST, first 333 million", 3.50e-6, "aws.amazon.com/api-gateway/pricing"),
    /** Each 64 KB of a message. Deliveries to SQS cost nothing at SNS. */
    SNS_PUBLISH("SNS publish, standard topic", 0.50e-6, "aws.amazon.com/sns/pricing"),
    /** Each call and each 64 KB; a long poll of 20 s that brings nothing is one. */
    SQS_REQUEST("SQS request, standard queue, first 100 billion", 0.40e-6, "aws.amazon.com/sqs/pricing"),
    LOG_GB("CloudWatch Logs, GB taken in", 0.50, "aws.amazon.com/cloudwatch/pricing"),
    METRIC("CloudWatch custom metric and month, first 10,000", 0.30, "aws.amazon.com/cloudwatch/pricing"),
    ALARM("CloudWatch alarm and month, standard resolution", 0.10, "aws.amazon.com/cloudwatch/pricing"),
    DASHBOARD("CloudWatch dashboard and month", 3.00, "aws.amazon.com/cloudwatch/pricing"),
    SCHEDULE("EventBridge Scheduler invocation", 1.00e-6, "aws.amazon.com/eventbridge/pricing"),
    KMS_KEY("KMS key and month", 1.00, "aws.amazon.com/kms/pricing"),
    KMS_REQUEST("KMS request", 0.03e-4, "aws.amazon.com/kms/pricing"),
    /** One parameter in one request, with higher throughput or of the advanced tier. With standard throughput and tier: nothing. */
    PARAMETER_INTERACTION(
            "Parameter Store API interaction, higher throughput", 0.05e-4, "aws.amazon.com/systems-manager/pricing"),
    APPCONFIG_REQUEST("AppConfig configuration request", 0.20e-6, "aws.amazon.com/systems-manager/pricing"),
    APPCONFIG_RECEIVED("AppConfig configuration received", 0.0008, "aws.amazon.com/systems-manager/pricing");

    /** When these were last known to hold. */
    static final String KNOWN = "2025-06";

    private final String title;
    private final double dollars;
    private final String source;

    Charge(String title, double dollars, String source) {
        this.title = title;
        this.dollars = dollars;
        this.source = source;
    }

    String title() {
        return title;
    }

    /** For one unit. */
    public double dollars() {
        return dollars;
    }

    String source() {
        return source;
    }
}
