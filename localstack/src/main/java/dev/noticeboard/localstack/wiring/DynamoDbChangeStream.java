package dev.noticeboard.localstack.wiring;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A stream by the API of DynamoDB Streams. */
public final class DynamoDbChangeStream implements ChangeStream {
    private final DynamoDbStreamsClient client;
    private final String streamArn;

    /** @param client stays the caller's to close */
    public DynamoDbChangeStream(DynamoDbStreamsClient client, String streamArn) {
        this.client = client;
        this.streamArn = streamArn;
    }

    @Override
    public List<Shard> shards() {
        List<Shard> shards = new ArrayList<>();
        DescribeStreamRequest request =
                DescribeStreamRequest.builder().streamArn(streamArn).build();
        while (true) {
            DescribeStreamResponse page = client.describeStream(request);
            page.streamDescription().shards().stream()
                    .map(s -> new Shard(
                            s.shardId(),
                            s.parentShardId(),
                            s.sequenceNumberRange().endingSequenceNumber() != null))
                    .forEach(shards::add);
            String last = page.streamDescription().lastEvaluatedShardId();
            if (last == null) {
                return shards;
            }
            request = request.toBuilder().exclusiveStartShardId(last).build();
        }
    }

    @Override
    public String iterator(String shardId, Position position) {
        GetShardIteratorRequest.Builder request =
                GetShardIteratorRequest.builder().streamArn(streamArn).shardId(shardId);
        if (position instanceof Position.After after) {
            request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(after.sequenceNumber());
        } else {
            request.shardIteratorType(
                    position instanceof Position.Latest ? ShardIteratorType.LATEST : ShardIteratorType.TRIM_HORIZON);
        }
        try {
            return client.getShardIterator(request.build()).shardIterator();
        } catch (TrimmedDataAccessException e) {
            throw new PositionTrimmedException(e);
        }
    }

    @Override
    public Read read(String iterator, int limit) {
        try {
            GetRecordsResponse page =
                    client.getRecords(r -> r.shardIterator(iterator).limit(limit));
            return new Read(
                    page.records().stream()
                            .map(r -> DynamoDbStreamEvents.record(r, streamArn))
                            .toList(),
                    page.nextShardIterator());
        } catch (ExpiredIteratorException e) {
            throw new IteratorExpiredException(e);
        } catch (TrimmedDataAccessException e) {
            throw new PositionTrimmedException(e);
        }
    }
}
