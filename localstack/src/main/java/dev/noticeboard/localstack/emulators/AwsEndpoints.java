package dev.noticeboard.localstack.emulators;

import java.net.URI;
import java.util.Map;

/**
 * Where the three emulators listen.
 *
 * @param dynamoDb tables and their streams
 * @param sqs queues
 * @param sns topics
 */
public record AwsEndpoints(URI dynamoDb, URI sqs, URI sns) {
    /** The account of all local resources, LocalStack's and moto's too. */
    public static final String ACCOUNT = "000000000000";
    /** The region of all local resources. */
    public static final String REGION = "us-east-1";
    /** Credentials that no account has; DynamoDB Local takes letters and digits only. */
    public static final String ACCESS_KEY = "noticeboard";
    /** See {@link #ACCESS_KEY}. */
    public static final String SECRET_KEY = "local";

    /** The environment variables that point standard AWS clients (SDKs and the command line) here. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB",
                dynamoDb.toString(),
                "AWS_ENDPOINT_URL_DYNAMODB_STREAMS",
                dynamoDb.toString(),
                "AWS_ENDPOINT_URL_SQS",
                sqs.toString(),
                "AWS_ENDPOINT_URL_SNS",
                sns.toString(),
                "AWS_REGION",
                REGION,
                "AWS_DEFAULT_REGION",
                REGION,
                "AWS_ACCESS_KEY_ID",
                ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY",
                SECRET_KEY);
    }
}
