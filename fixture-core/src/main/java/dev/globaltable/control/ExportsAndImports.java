package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.exportNotFound;
import static dev.globaltable.error.ServiceErrors.importNotFound;
import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.RegionalService;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeImportRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeImportResponse;
import software.amazon.awssdk.services.dynamodb.model.ExportSummary;
import software.amazon.awssdk.services.dynamodb.model.ImportSummary;
import software.amazon.awssdk.services.dynamodb.model.ListExportsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListExportsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListImportsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListImportsResponse;

/** What is told of exports to Amazon S3 and imports from there: that there are none, since none can be started. */
final class ExportsAndImports {

    private static final int ARN_MIN = 37;
    private static final int ARN_MAX = 1024;
    private static final int PAGE_MAX = 25;

    private ExportsAndImports() {}

    static void addTo(RegionalService service) {
        service.add(DescribeExportRequest.class, ExportsAndImports::describeExport);
        service.add(DescribeImportRequest.class, ExportsAndImports::describeImport);
        service.add(ListExportsRequest.class, ExportsAndImports::listExports);
        service.add(ListImportsRequest.class, ExportsAndImports::listImports);
    }

    private static DescribeExportResponse.Builder describeExport(DescribeExportRequest request) {
        requireArn("exportArn", request.exportArn());
        if (!request.exportArn().contains("/export/")) {
            throw validation("Invalid Export ARN");
        }
        throw exportNotFound("Export not found: " + request.exportArn());
    }

    private static DescribeImportResponse.Builder describeImport(DescribeImportRequest request) {
        requireArn("importArn", request.importArn());
        if (!request.importArn().contains("/import/")) {
            throw validation("Invalid Import ARN");
        }
        throw importNotFound("Import not found: " + request.importArn());
    }

    private static ListExportsResponse.Builder listExports(ListExportsRequest request) {
        requireTable(request.tableArn(), new Constraints().between("maxResults", request.maxResults(), 1, PAGE_MAX));
        NextToken.requireNone("ListExports", request.nextToken());
        return ListExportsResponse.builder().exportSummaries(List.<ExportSummary>of());
    }

    private static ListImportsResponse.Builder listImports(ListImportsRequest request) {
        requireTable(request.tableArn(), new Constraints().between("pageSize", request.pageSize(), 1, PAGE_MAX));
        NextToken.requireNone("ListImports", request.nextToken());
        return ListImportsResponse.builder().importSummaryList(List.<ImportSummary>of());
    }

    private static void requireArn(String member, @Nullable String arn) {
        new Constraints()
                .present(member, arn != null)
                .length(member, arn, ARN_MIN, ARN_MAX)
                .check();
    }

    private static void requireTable(@Nullable String arn, Constraints constraints) {
        constraints.length("tableArn", arn, 1, ARN_MAX).check();
        if (arn != null && !arn.matches("arn:[^:]+:dynamodb:[^:]+:\\d{12}:table/[a-zA-Z0-9_.-]+")) {
            throw validation("tableArn is not a valid ARN");
        }
    }
}
