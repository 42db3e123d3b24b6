package dev.noticeboard.functions.resource;

/** What a type of resource does. */
interface ResourceKind {
    /** Creates or updates. */
    ResourceAnswer write(ResourceRequest request);

    /** Deletes what the resource wrote, and nothing else. */
    ResourceAnswer delete(ResourceRequest request);
}
