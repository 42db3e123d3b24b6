package dev.noticeboard.localstack.emulators;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ARNs of local queues, and their URLs. */
final class AwsArns {
    private static final Pattern QUEUE =
            Pattern.compile("arn:aws[a-z-]*:sqs:[a-z0-9-]+:(\\d{12}):([A-Za-z0-9_-]{1,80})");

    static boolean isQueue(String arn) {
        return QUEUE.matcher(arn).matches();
    }

    /**
     * The URL of a queue at an endpoint.
     *
     * @throws IllegalArgumentException if it is not a queue's ARN
     */
    static String queueUrl(URI endpoint, String arn) {
        Matcher queue = QUEUE.matcher(arn);
        if (!queue.matches()) {
            throw new IllegalArgumentException("not the ARN of a standard queue: " + arn);
        }
        return endpoint + "/" + queue.group(1) + "/" + queue.group(2);
    }

    private AwsArns() {}
}
