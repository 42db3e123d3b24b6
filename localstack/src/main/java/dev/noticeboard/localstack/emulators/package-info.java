/** DynamoDB, SQS and SNS in this JVM, spoken to over the wire by the AWS SDK's own clients. */
@NullMarked
package dev.noticeboard.localstack.emulators;

import org.jspecify.annotations.NullMarked;
