using System.Runtime.CompilerServices;

namespace BotAssistant.Persistence;

/// <summary>The version of the row that an aggregate was read from or written to. Core's aggregates know nothing of rows.</summary>
internal sealed class RowVersions
{
    private readonly ConditionalWeakTable<object, object> versions = [];

    public void Remember(object aggregate, Guid version) => versions.AddOrUpdate(aggregate, version);

    /// <exception cref="InvalidOperationException">The aggregate did not come from this store.</exception>
    public Guid Of(object aggregate) => versions.TryGetValue(aggregate, out var version)
        ? (Guid)version
        : throw new InvalidOperationException($"The {aggregate.GetType().Name} was neither read from nor added to this database.");
}
