package org.heapsnapshot.testkit.program;

import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Services: the providers as state, and loaders that have not looked yet. */
final class Services {
  static final List<Service> PROVIDERS = new ArrayList<>();
  static final ServiceLoader<FileSystemProvider> OF_THE_JDK =
      ServiceLoader.load(FileSystemProvider.class);
  static final ServiceLoader<FileSystemProvider> INSTALLED =
      ServiceLoader.loadInstalled(FileSystemProvider.class);

  static {
    for (Service service : ServiceLoader.load(Service.class)) {
      PROVIDERS.add(service);
    }
  }

  private Services() {}

  /** A service. */
  public interface Service {
    /** A name. */
    String name();
  }

  /** A provider of it. */
  public static final class Provider implements Service {
    /** For the loader. */
    public Provider() {}

    @Override
    public String name() {
      return "found";
    }
  }

  /** The loader of the program's own service. */
  static final class Own {
    static final ServiceLoader<Service> LOADER =
        ServiceLoader.load(Service.class, Services.class.getClassLoader());

    private Own() {}
  }

  static void check(Checks checks) {
    checks.equal("providers", 1, PROVIDERS.size());
    checks.equal("name", "found", PROVIDERS.get(0).name());
    checks.that("of the JDK", OF_THE_JDK.stream().count() > 0);
    checks.that("installed", INSTALLED.findFirst().isPresent());
    checks.equal("own", "found", Own.LOADER.findFirst().orElseThrow().name());
    checks.same("finds the same", Own.LOADER.iterator().next(), Own.LOADER.iterator().next());
  }
}
