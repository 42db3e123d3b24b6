package dev.noticeboard.agent.daemon.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** As POSIX has it. The owner comes first, the mode last, so that no moment shows the file to more than both allow. */
public final class PosixOwnership implements Ownership {
    private static final PosixFilePermission[] BITS = {
        PosixFilePermission.OTHERS_EXECUTE,
        PosixFilePermission.OTHERS_WRITE,
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.GROUP_WRITE,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_READ
    };

    @Override
    public void apply(Path file, String mode, @Nullable String owner, @Nullable String group) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        UserPrincipalLookupService users = file.getFileSystem().getUserPrincipalLookupService();
        if (group != null) {
            view.setGroup(users.lookupPrincipalByGroupName(group));
        }
        if (owner != null) {
            view.setOwner(users.lookupPrincipalByName(owner));
        }
        int bits = Integer.parseInt(mode, 8);
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < BITS.length; i++) {
            if ((bits >> i & 1) == 1) {
                permissions.add(BITS[i]);
            }
        }
        view.setPermissions(permissions);
    }
}
