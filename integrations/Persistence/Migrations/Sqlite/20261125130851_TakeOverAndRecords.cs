using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BotAssistant.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TakeOverAndRecords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Story",
                table: "HelpRequests",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "TakenBy",
                table: "HelpRequests",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TakerAddress",
                table: "HelpRequests",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TouchedAt",
                table: "HelpRequests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Version",
                table: "HelpRequests",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<long>(
                name: "WaitingSince",
                table: "HelpRequests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Duties",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Duties", x => x.PersonId);
                    table.ForeignKey(
                        name: "FK_Duties_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "HealthCertificates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    WorkshopId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ExpiresOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HealthCertificates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HealthCertificates_Workshops_WorkshopId",
                        column: x => x.WorkshopId,
                        principalTable: "Workshops",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LedgerEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    WorkshopId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    VoidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerEntries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LedgerEntries_Workshops_WorkshopId",
                        column: x => x.WorkshopId,
                        principalTable: "Workshops",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_HelpRequests_TakenBy",
                table: "HelpRequests",
                column: "TakenBy",
                unique: true,
                filter: "\"TakenBy\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HelpRequests_TakerAddress",
                table: "HelpRequests",
                column: "TakerAddress",
                unique: true,
                filter: "\"TakenBy\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HealthCertificates_Current",
                table: "HealthCertificates",
                columns: new[] { "WorkshopId", "ExpiresOn" },
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HealthCertificates_Number",
                table: "HealthCertificates",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_Number",
                table: "LedgerEntries",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_WorkshopId_On",
                table: "LedgerEntries",
                columns: new[] { "WorkshopId", "On" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Duties");

            migrationBuilder.DropTable(
                name: "HealthCertificates");

            migrationBuilder.DropTable(
                name: "LedgerEntries");

            migrationBuilder.DropIndex(
                name: "IX_HelpRequests_TakenBy",
                table: "HelpRequests");

            migrationBuilder.DropIndex(
                name: "IX_HelpRequests_TakerAddress",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "Story",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "TakenBy",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "TakerAddress",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "TouchedAt",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "WaitingSince",
                table: "HelpRequests");
        }
    }
}
