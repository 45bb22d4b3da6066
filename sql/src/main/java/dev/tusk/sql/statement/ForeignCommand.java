package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Foreign data wrappers, servers and user mappings: what makes and changes them. */
public sealed interface ForeignCommand extends DefinedCommand {
  /**
   * HANDLER or VALIDATOR of a wrapper.
   *
   * @param handler whether it is a HANDLER
   * @param function null for NO HANDLER and NO VALIDATOR
   */
  record WrapperFunction(boolean handler, @Nullable QualifiedName function, int position) {}

  record CreateWrapper(String name, List<WrapperFunction> functions, List<ForeignOption> options)
      implements ForeignCommand {
    @Override
    public String tag() {
      return "CREATE FOREIGN DATA WRAPPER";
    }
  }

  record AlterWrapper(String name, List<WrapperFunction> functions, List<ForeignOption> options)
      implements ForeignCommand {
    @Override
    public String tag() {
      return "ALTER FOREIGN DATA WRAPPER";
    }
  }

  /** CREATE SERVER; type and version are null where they are not written. */
  record CreateServer(
      String name,
      boolean ifNotExists,
      @Nullable String type,
      @Nullable String version,
      String wrapper,
      List<ForeignOption> options)
      implements ForeignCommand {
    @Override
    public String tag() {
      return "CREATE SERVER";
    }
  }

  /**
   * ALTER SERVER.
   *
   * @param changesVersion whether VERSION is written
   * @param version null for VERSION NULL
   */
  record AlterServer(
      String name, boolean changesVersion, @Nullable String version, List<ForeignOption> options)
      implements ForeignCommand {
    @Override
    public String tag() {
      return "ALTER SERVER";
    }
  }

  record CreateMapping(
      RoleSpec user, String server, boolean ifNotExists, List<ForeignOption> options)
      implements ForeignCommand {
    @Override
    public String tag() {
      return "CREATE USER MAPPING";
    }
  }

  record AlterMapping(RoleSpec user, String server, List<ForeignOption> options)
      implements ForeignCommand {
    @Override
    public String tag() {
      return "ALTER USER MAPPING";
    }
  }

  record DropMapping(RoleSpec user, String server, boolean ifExists) implements ForeignCommand {
    @Override
    public String tag() {
      return "DROP USER MAPPING";
    }
  }

  /** IMPORT FOREIGN SCHEMA: what of the remote schema is asked for is left to the wrapper. */
  record ImportSchema(String server, String localSchema) implements ForeignCommand {
    @Override
    public String tag() {
      return "IMPORT FOREIGN SCHEMA";
    }
  }
}
