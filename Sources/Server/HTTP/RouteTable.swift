import HTTPTypes
import Hummingbird

/// All routes of a site; serving, describing and testing start here.
struct RouteTable: Sendable {
    let site: Site
    let routes: [Route]

    init(site: Site) {
        self.site = site
        let document = APIDocumentRoutes(site: site)
        let api = [
            APIReadingRoutes(site: site).routes, APIDecisionRoutes(site: site).routes, APILogRoutes(site: site).routes,
            RepositoryRoutes(site: site).routes, APIAdvertisingRoutes(site: site).routes, APICreativeRoutes(site: site).routes,
            APICountRoutes(site: site).routes, APIFeedRoutes(site: site).routes,
            APIFactCheckRoutes(site: site).routes, APINoteRoutes(site: site).routes,
            APIPostMatchingRoutes(site: site).routes,
            APIBoardRoutes(site: site).routes,
            APILeakRoutes(site: site).routes,
        ].flatMap { $0 }
        routes = Self.pages(of: site) + api + [document.route(describing: api)] + document.problems
    }

    private static func pages(of site: Site) -> [Route] {
        [
            HomeRoutes(site: site).routes, SubjectRoutes(site: site).routes, SearchRoutes(site: site).routes,
            FindingRoutes(site: site).routes, DecisionRoutes(site: site).routes, StatementRoutes(site: site).routes,
            VerifyRoutes(site: site).routes,
            LogRoutes(site: site).routes, SubmissionRoutes(site: site).routes,
            DataRoutes(site: site).routes, SignInRoutes(site: site).routes,
            NoticeRoutes(site: site).routes, NoticeFormRoutes(site: site).routes, LibraryRoutes(site: site).routes,
            CreativeRoutes(site: site).routes,
            ReportRoutes(site: site).routes, NotificationRoutes(site: site).routes, StopRoutes(site: site).routes,
            InquiryRoutes(site: site).routes, DueRoutes(site: site).routes, DeclarationRoutes(site: site).routes,
            DefinitionRoutes(site: site).routes, ResultsRoutes(site: site).routes, EntryRoutes(site: site).routes,
            AuditRoutes(site: site).routes,
            FactCheckRoutes(site: site).routes, FactCheckToolsRoutes(site: site).routes, NoteRoutes(site: site).routes,
            FeedRoutes(site: site).routes, FeedGeneratorRoutes(site: site).routes,
            GateRoutes(site: site).routes,
            MoneyRoutes(site: site).routes,
            BoardRoutes(site: site).routes, BoardFormRoutes(site: site).routes,
            LeakRoutes(site: site).routes,
            TokenRoutes(site: site).routes, ExplanationRoutes(site: site).routes, FileRoutes(site: site).routes,
            AliasRoutes().routes, HealthRoutes(site: site).routes,
        ].flatMap { $0 }
    }

    /// The router with every middleware, in the order a request meets them.
    func router() -> Router<VisitContext> {
        let router = Router(context: VisitContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: ObservationMiddleware(site: site))
        router.add(middleware: HeaderMiddleware(site: site))
        router.add(middleware: LimitMiddleware(site: site))
        router.add(middleware: ProblemMiddleware(site: site, table: self))
        router.add(middleware: VisitorMiddleware(site: site))
        let desk = RequestDesk(site: site)
        for route in routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                try await desk.answer(route, to: request, context: context)
            }
        }
        return router
    }

    /// The methods that the path answers to, for the `Allow` field.
    func methods(for path: String) -> [HTTPRequest.Method] {
        let methods = routes.filter { $0.matches(path) }.map(\.method)
        return methods.contains(.get) ? methods + [.head] : methods
    }
}
