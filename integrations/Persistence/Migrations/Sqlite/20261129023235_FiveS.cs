using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BotAssistant.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FiveS : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Conduct_Licence_Kind_Reference",
                table: "Conduct");

            migrationBuilder.AddColumn<string>(
                name: "Content",
                table: "Conduct",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "EnteredAt",
                table: "Conduct",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "Number",
                table: "Conduct",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "VoidedAt",
                table: "Conduct",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "FiveSProjects",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    HolderName = table.Column<string>(type: "TEXT", nullable: false),
                    District = table.Column<string>(type: "TEXT", nullable: false),
                    Licence = table.Column<string>(type: "TEXT", nullable: false),
                    WorkshopId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CertificateId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Score = table.Column<decimal>(type: "TEXT", nullable: true),
                    PublishedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Steps = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FiveSProjects", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FiveSProjects_Certificates_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "Certificates",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_FiveSProjects_Workshops_WorkshopId",
                        column: x => x.WorkshopId,
                        principalTable: "Workshops",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "PlanMarks",
                columns: table => new
                {
                    MatterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    District = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanMarks", x => x.MatterId);
                });

            migrationBuilder.CreateTable(
                name: "ScoredSheets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sheet = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ScoredAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScoredSheets", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReminderMessages_OutboxId",
                table: "ReminderMessages",
                column: "OutboxId");

            migrationBuilder.CreateIndex(
                name: "IX_Conduct_Licence_Kind_Reference",
                table: "Conduct",
                columns: new[] { "Licence", "Kind", "Reference" },
                unique: true,
                filter: "\"VoidedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conduct_Number",
                table: "Conduct",
                column: "Number",
                unique: true,
                filter: "\"Number\" > 0");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_Licence",
                table: "Certificates",
                column: "Licence");

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_CertificateId",
                table: "FiveSProjects",
                column: "CertificateId");

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_Due",
                table: "FiveSProjects",
                column: "DueOn",
                filter: "\"State\" IN (0, 2)");

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_Licence",
                table: "FiveSProjects",
                column: "Licence",
                unique: true,
                filter: "\"State\" <> 6");

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_Number",
                table: "FiveSProjects",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_Published",
                table: "FiveSProjects",
                columns: new[] { "PublishedOn", "Number" },
                filter: "\"State\" = 5");

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_State_DueOn",
                table: "FiveSProjects",
                columns: new[] { "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_WorkshopId",
                table: "FiveSProjects",
                column: "WorkshopId");

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_Year_District_State",
                table: "FiveSProjects",
                columns: new[] { "Year", "District", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_ScoredSheets_SubjectId_ScoredAt",
                table: "ScoredSheets",
                columns: new[] { "SubjectId", "ScoredAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FiveSProjects");

            migrationBuilder.DropTable(
                name: "PlanMarks");

            migrationBuilder.DropTable(
                name: "ScoredSheets");

            migrationBuilder.DropIndex(
                name: "IX_ReminderMessages_OutboxId",
                table: "ReminderMessages");

            migrationBuilder.DropIndex(
                name: "IX_Conduct_Licence_Kind_Reference",
                table: "Conduct");

            migrationBuilder.DropIndex(
                name: "IX_Conduct_Number",
                table: "Conduct");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_Licence",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "Content",
                table: "Conduct");

            migrationBuilder.DropColumn(
                name: "EnteredAt",
                table: "Conduct");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "Conduct");

            migrationBuilder.DropColumn(
                name: "VoidedAt",
                table: "Conduct");

            migrationBuilder.CreateIndex(
                name: "IX_Conduct_Licence_Kind_Reference",
                table: "Conduct",
                columns: new[] { "Licence", "Kind", "Reference" },
                unique: true);
        }
    }
}
