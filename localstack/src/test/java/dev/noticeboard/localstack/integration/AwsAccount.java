package dev.noticeboard.localstack.integration;

import dev.noticeboard.localstack.bootstrap.RunTag;
import dev.noticeboard.localstack.emulators.AwsClients;

/** Which account one's credentials are of. */
final class AwsAccount {
    /**
     * Makes a topic, whose ARN tells, and takes it away again: a run in the wrong account leaves nothing there.
     *
     * @throws IllegalStateException if it is another account
     */
    static void require(AwsClients clients, RunTag run, String number) {
        String arn = clients.sns().createTopic(r -> r.name(run.run())).topicArn();
        clients.sns().deleteTopic(r -> r.topicArn(arn));
        String found = arn.split(":", -1)[4];
        if (!found.equals(number)) {
            throw new IllegalStateException(CloudTarget.VARIABLE + " says the account " + number
                    + ", but the credentials are of " + found + "; nothing was left there");
        }
    }

    private AwsAccount() {}
}
