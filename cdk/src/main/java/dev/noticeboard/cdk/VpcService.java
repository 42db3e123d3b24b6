package dev.noticeboard.cdk;

/** What agents call, and can reach from a VPC without a way to the internet. SNS is not among it: functions call it, agents never do. */
public enum VpcService {
    /** The table, by a gateway endpoint, which is free. */
    DYNAMODB,
    /** The agents' queues and that of the reports, by an interface endpoint with private DNS. */
    SQS,
    /** The API, by an interface endpoint. API Gateway serves no public API over one: the API becomes a private one, of this VPC only. */
    API
}
