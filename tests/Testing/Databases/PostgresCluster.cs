using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace BotAssistant.Testing;

/// <summary>
/// A real PostgreSQL for the tests of one process: made on first use from the programs in <c>PG_BIN</c>, <c>/usr/lib/postgresql/*/bin</c> or the
/// path, on a free port of 127.0.0.1, without fsync, and thrown away at the end. Each database is a copy of a migrated template.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string Template = "bot_template";
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly string directory = Path.Combine(Path.GetTempPath(), $"bot-pg-{Guid.NewGuid():N}");
    private int port;
    private int databases;

    /// <summary>True: commits reach the disk, as in production. Tests do without.</summary>
    public bool Durable { get; init; }

    /// <summary>False where no PostgreSQL is installed: then a test on it is skipped, with this as its reason.</summary>
    public static bool IsInstalled => Bin() is not null;

    public const string NotInstalled = "PostgreSQL is not installed (apt-get install postgresql, or set PG_BIN).";

    /// <summary>Makes a fresh, migrated database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        await turn.WaitAsync();
        try
        {
            if (port == 0)
            {
                await StartAsync();
            }

            var name = $"bot_{++databases}";
            await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {Template} STRATEGY FILE_COPY");
            return ConnectionString(name);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Makes a database without any table.</summary>
    public async Task<string> CreateEmptyDatabaseAsync()
    {
        await CreateDatabaseAsync();
        var name = $"empty_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0");
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (port != 0)
        {
            NpgsqlConnection.ClearAllPools();
            await RunAsync("pg_ctl", "-D", directory, "-m", "immediate", "-w", "stop");
        }

        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }

        turn.Dispose();
    }

    private async Task StartAsync()
    {
        Directory.CreateDirectory(directory);
        if (Environment.IsPrivilegedProcess)
        {
            // The server refuses to run as root.
            await StartProcessAsync("chown", ["postgres", directory]);
        }

        await RunAsync("initdb", "-D", directory, "-U", "bot", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8");
        var free = FreePort();
        var options = $"-p {free} -c listen_addresses=127.0.0.1 -c unix_socket_directories={directory} -c fsync={(Durable ? "on" : "off")} -c max_connections=300";
        await RunAsync("pg_ctl", "-D", directory, "-w", "-l", Path.Combine(directory, "log"), "-o", options, "start");
        port = free;
        await ExecuteAsync($"CREATE DATABASE {Template}");
        await TestDatabase.MigrateAsync(TestDatabase.Settings("postgres", ConnectionString(Template)));
        NpgsqlConnection.ClearAllPools();
    }

    private string ConnectionString(string database) => $"Host=127.0.0.1;Port={port};Username=bot;Database={database};Include Error Detail=false";

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Bin() ?? throw new InvalidOperationException(NotInstalled), program);
        return Environment.IsPrivilegedProcess
            ? StartProcessAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
            : StartProcessAsync(path, arguments);
    }

    private static async Task StartProcessAsync(string program, IEnumerable<string> arguments)
    {
        // Output goes nowhere: the server that pg_ctl leaves behind would keep a pipe open for ever.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = Path.GetTempPath() };
        foreach (var argument in (string[])["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    private static string? Bin()
    {
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return new[] { Environment.GetEnvironmentVariable("PG_BIN") ?? "" }.Concat(debian).Concat(path)
            .FirstOrDefault(d => d.Length > 0 && File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "pg_ctl")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
