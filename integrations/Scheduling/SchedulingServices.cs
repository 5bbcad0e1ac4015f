using System.Data.Common;
using BotAssistant.Scheduling.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace BotAssistant.Scheduling;

/// <summary>The database that the schedule is kept in: the product's own.</summary>
/// <param name="Shared">Several servers may be on it (PostgreSQL): they share the work, and one takes over what another died over.</param>
public sealed record ScheduleStore(DbProviderFactory Driver, string ConnectionString, bool Shared);

public static class SchedulingServices
{
    /// <summary>A job of the schedule, made anew for each run.</summary>
    public static IServiceCollection AddScheduledJob<TJob>(this IServiceCollection services)
        where TJob : class, IScheduledJob
        => services.AddScoped<TJob>().AddScoped<IScheduledJob>(provider => provider.GetRequiredService<TJob>());

    /// <summary>What all processes need: the timetable. The server alone also runs it (<see cref="RunSchedule"/>).</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services) => services
        .AddSingleton<Timetable>()
        .AddSingleton<ITimetable>(provider => provider.GetRequiredService<Timetable>());

    /// <summary>Starts the jobs when they are due, with the container's clock.</summary>
    public static IServiceCollection RunSchedule(this IServiceCollection services, ScheduleStore store, SchedulingOptions options)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = options.Name;
                scheduler.DefaultTimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
                scheduler.IdleWaitTime = options.IdleWait;
            });
            quartz.UseDefaultThreadPool(options.Threads);
            quartz.UsePersistentStore(persistent => Keep(persistent, store, options));
        });
        return services.AddSingleton(options).AddHostedService<ScheduleRunner>();
    }

    private static void Keep(IPersistentStoreBuilder persistent, ScheduleStore store, SchedulingOptions options)
    {
        persistent.ConfigureStore(settings =>
        {
            settings.StoreJobDataAsStrings = true;
            settings.MisfireThreshold = options.MisfireThreshold;
            settings.MisfireHandlerFrequency = options.MisfireEvery;
        });
        persistent.ProvisionSchema();
        if (!store.Shared)
        {
            persistent.UseSqlite(store.Driver, store.ConnectionString);
            return;
        }

        persistent.UsePostgres(store.Driver, store.ConnectionString);
        persistent.UseClustering(cluster =>
        {
            cluster.CheckinInterval = options.CheckinInterval;
            cluster.CheckinMisfireThreshold = options.CheckinMisfireThreshold;
        });
    }
}
