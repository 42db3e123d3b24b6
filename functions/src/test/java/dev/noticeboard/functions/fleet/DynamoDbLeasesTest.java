package dev.noticeboard.functions.fleet;

import dev.noticeboard.functions.DynamoDbLocal;

/** DynamoDB keeps the leases' promises. */
class DynamoDbLeasesTest extends LeasesContract {
    @Override
    protected Leases newLeases() {
        return new DynamoDbLeases(DynamoDbLocal.client(), DynamoDbLocal.newTable());
    }
}
