package dev.noticeboard.cdk;

import java.util.List;

/**
 * A statement on the API's routes.
 *
 * @param sid its id
 * @param allow whether it allows, or denies
 * @param resources what follows the stage in the ARN, as {@code METHOD/namespaces/…}
 */
record ApiStatement(String sid, boolean allow, List<String> resources) {}
